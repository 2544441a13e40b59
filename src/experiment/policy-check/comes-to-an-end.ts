import type { CheckedRule } from "../../report/checked-rules.js";
import { kbpsFromBps } from "../../units.js";
import type { NotedCall } from "./call-watch.js";

export const COMES_TO_AN_END = {
  rule: "end",
  promise: "comes to an end whenever it is called",
} as const;

/**
 * What is to be said of a policy that was called and did not come back. It takes a clock to see that, so that it is seen
 * by whoever runs the check.
 *
 * @param noted the call; undefined where that is not known
 * @param place where in the user's files it was
 */
export function endlessCall(
  noted: NotedCall | undefined,
  {
    seconds,
    seed,
    place,
  }: { readonly seconds: number; readonly seed: number; readonly place: string | undefined },
): CheckedRule {
  const { rule, path } = noted ?? {};
  return {
    ...COMES_TO_AN_END,
    status: "broken",
    problem: `${nameOf(noted)} had not come to an end after ${seconds} s`,
    ...(place !== undefined && { place }),
    ...(noted?.context && { session: callInWords(noted) }),
    ...(rule !== undefined && path !== undefined && { replay: { seed, path: `${rule}:${path}` } }),
  };
}

function nameOf(noted: NotedCall | undefined): string {
  if (noted === undefined) return "a call";
  if (noted.call === "load") return "loading it";
  return noted.call === "factory" ? "the factory" : `${noted.call}()`;
}

function callInWords({ rule, session, context, decisions, seen }: NotedCall): string[] {
  const { bitrates, segmentDuration, maxBuffer } = context!;
  const ladder = bitrates.map((bitrate) => figure(kbpsFromBps(bitrate))).join(", ");
  return [
    session ?? `while the rule "${rule}" was tried`,
    `a ladder of ${ladder} kbit/s, segments of ${figure(segmentDuration)} s, up to ${figure(maxBuffer)} s of buffer`,
    ...(seen && decisions !== undefined ? [seenInWords(decisions, seen)] : []),
  ];
}

function seenInWords(
  decisions: number,
  { now, phase, buffer, lastLevel, allowed, segment, samples }: NonNullable<NotedCall["seen"]>,
): string {
  return [
    `decision ${decisions}: ${phase}, ${figure(now)} s after play was pressed`,
    `segment ${segment}`,
    `buffer ${figure(buffer)} s`,
    lastLevel === undefined ? "no level yet" : `last level ${lastLevel}`,
    `levels ${allowed[0]} to ${allowed[1]} allowed`,
    `${samples} finished ${samples === 1 ? "download" : "downloads"}`,
  ].join(", ");
}

/** Enough digits for people. */
const DIGITS = 4;
const figure = (value: number): string => String(Number(value.toPrecision(DIGITS)));
