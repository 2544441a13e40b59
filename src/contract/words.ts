import { bytesFromBits, kbpsFromBps } from "../units.js";
import { type LegalSession, type Step, sizesOf } from "./session.js";

/** Decisions of a session that are put into words: what went wrong is at the end. */
const MOST_DECISIONS = 6;

/** A session in lines for people: its ladder and player, then decision by decision. */
export function sessionInWords(session: LegalSession): string[] {
  const { levels, segmentDuration, maxBuffer, media, hour, sizesAhead, steps } = session;
  const bitrates = levels.map(({ bitrate }) => figure(kbpsFromBps(bitrate)));
  const parts = [
    `a ladder of ${bitrates.join(", ")} kbit/s`,
    `segments of ${seconds(segmentDuration)}`,
    `up to ${seconds(maxBuffer)} of buffer`,
    ...(media === "audio" ? ["audio"] : []),
    ...(hour === undefined ? [] : [`hour ${hour}`]),
    ...(sizesAhead ? ["sizes of all segments known"] : []),
  ];
  const first = Math.max(0, steps.length - MOST_DECISIONS);
  const before = first > 0 ? [`decisions 1 to ${first}: not shown`] : [];
  const shown = steps.slice(first).map((step, index) => {
    const number = first + index + 1;
    return `decision ${number}: ${stepInWords(session, step)}`;
  });
  return [parts.join(", "), ...before, ...shown];
}

/** Several sessions, the first of them the one that the rule is about. */
export function sessionsInWords(sessions: readonly LegalSession[]): string[] {
  return sessions.flatMap((session, index) => {
    const [first, ...rest] = sessionInWords(session);
    return [`${index === 0 ? "the session" : `other session ${index}`}: ${first}`, ...rest];
  });
}

function stepInWords(session: LegalSession, step: Step): string {
  const { levels } = session;
  const levelAt = (point: number) => Math.round(point * (levels.length - 1));
  const { idle, phase, buffer, playbackRate, allowed, live, device, inFlight, sizesKnown } = step;
  const { fetchedInstead, latency, transfer, durationFactor, sizeFactor, afterwards } = step;
  const sizes = sizesOf(session, step).map((bits) => figure(bytesFromBits(bits)));
  const seen = [
    ...(idle > 0 ? [`after waiting ${seconds(idle)} on a full buffer`] : []),
    phase,
    `buffer ${seconds(buffer)}`,
    `levels ${levelAt(allowed[0])} to ${levelAt(allowed[1])} allowed`,
    ...(playbackRate === 1 ? [] : [`at ${figure(playbackRate)} times the speed`]),
    ...(live ? [`live, ${seconds(live.latency)} behind the edge`] : []),
    ...(device ? [`device ${JSON.stringify(device)}`] : []),
    ...(inFlight === undefined ? [] : [`level ${levelAt(inFlight)} in flight`]),
    ...(durationFactor === 1 ? [] : [`a segment of ${seconds(session.segmentDuration * durationFactor)}`]),
    sizesKnown ? `sizes ${sizes.join(", ")} bytes` : "sizes unknown",
  ];
  const came = [
    ...(fetchedInstead === undefined
      ? []
      : [`the player fetches level ${levelAt(fetchedInstead)} whatever is decided`]),
    `first bit after ${seconds(latency)}, the rest in ${seconds(transfer)}`,
    ...(sizesKnown || sizeFactor === 1 ? [] : [`${figure(sizeFactor)} times the nominal size`]),
    ...(afterwards === "nothing" ? [] : [`then a ${afterwards}`]),
  ];
  return `${seen.join(", ")}; ${came.join(", ")}`;
}

/** Enough digits for people. */
const DIGITS = 4;
export const figure = (value: number): string => String(Number(value.toPrecision(DIGITS)));
const seconds = (value: number): string => `${figure(value)} s`;
