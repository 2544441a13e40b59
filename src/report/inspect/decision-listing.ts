import type { Sample } from "../../model/policy.js";
import { type BitsPerSecond, bytesFromBits, kbpsFromBps, mbpsFromBps } from "../../units.js";
import { fixed, type Listing, type ListingColumn } from "../listings/index.js";
import { NO_VALUE } from "../number-format.js";
import type { InspectedDecision, InspectedSession } from "./inspected-session.js";

type Column = ListingColumn<InspectedDecision>;

/** The throughput of a download over the whole request; undefined of one that took no time. */
export const throughputOf = ({ start, end, bits }: Sample): BitsPerSecond | undefined =>
  end > start ? bits / (end - start) : undefined;

/** Every decision in full precision: for programs. */
export function decisionRecords(
  session: InspectedSession,
  decisions: readonly InspectedDecision[] = session.decisions,
): Listing<InspectedDecision> {
  const kbps = (rate: BitsPerSecond | undefined) => (rate === undefined ? undefined : kbpsFromBps(rate));
  const columns: readonly Column[] = [
    { name: "segment", read: ({ segment }) => segment },
    { name: "attempt", read: ({ request }) => request?.attempt },
    { name: "decided_s", read: ({ decided }) => decided },
    { name: "phase", read: ({ saw }) => saw?.phase },
    { name: "buffer_s", read: ({ saw }) => saw?.buffer },
    { name: "last_level", read: ({ saw }) => saw?.lastLevel },
    { name: "newest_kbps", read: (decision) => kbps(newestThroughput(session, decision)) },
    { name: "allowed_min", read: ({ saw }) => saw?.allowed[0] },
    { name: "allowed_max", read: ({ saw }) => saw?.allowed[1] },
    { name: "level", read: ({ level }) => level },
    { name: "bitrate_kbps", read: ({ level }) => kbps(bitrateOf(session, level)) },
    { name: "wait_s", read: ({ wait }) => wait },
    { name: "reason", read: ({ reason }) => reason },
    { name: "estimate_kbps", read: ({ estimate }) => kbps(estimate) },
    { name: "requested_s", read: ({ request }) => request?.requested },
    { name: "first_byte_s", read: ({ request }) => request?.firstByte },
    { name: "finished_s", read: ({ request }) => request?.finished },
    { name: "size_bytes", read: ({ request }) => request && bytesFromBits(request.size) },
    { name: "received_bytes", read: ({ request }) => request && bytesFromBits(request.received) },
    { name: "buffer_after_s", read: ({ request }) => request?.bufferAfter },
    { name: "stall_s", read: ({ request }) => request?.stall },
    { name: "outcome", read: ({ outcome }) => outcome },
    { name: "note", read: ({ request }) => request?.note },
  ];
  return { columns, rows: decisions };
}

/** The same for people: what is the same throughout, and as anybody would think, has no column. */
export function decisionTable(
  session: InspectedSession,
  decisions: readonly InspectedDecision[] = session.decisions,
): Listing<InspectedDecision> {
  const top = session.levels.length - 1;
  const isRestricted = decisions.some(({ saw }) => saw && (saw.allowed[0] > 0 || saw.allowed[1] < top));
  const some = (test: (decision: InspectedDecision) => unknown, column: Column) =>
    decisions.some(test) ? [column] : [];
  const columns: readonly Column[] = [
    { name: "segment", read: ({ segment }) => segment, show: rowNames(decisions) },
    { name: "at", heading: "at\ns", ...seconds(({ decided }) => decided) },
    { name: "phase", read: ({ saw }) => saw?.phase, show: ({ saw }) => saw?.phase ?? "not asked" },
    { name: "buffer", heading: "buffer\ns", ...seconds(({ saw }) => saw?.buffer) },
    { name: "newest", heading: "newest\nMbit/s", ...mbps((decision) => newestThroughput(session, decision)) },
    { name: "last", heading: "last\nlevel", read: ({ saw }) => saw?.lastLevel },
    ...some(() => isRestricted, {
      name: "allowed",
      heading: "levels\nallowed",
      read: ({ saw }) => saw && `${saw.allowed[0]}-${saw.allowed[1]}`,
    }),
    { name: "level", heading: "chosen\nlevel", read: ({ level }) => level, show: chosenLevel },
    { name: "bitrate", heading: "\nMbit/s", ...mbps(({ level }) => bitrateOf(session, level)) },
    ...some(({ wait }) => wait > 0, { name: "wait", heading: "wait\ns", ...seconds(({ wait }) => wait) }),
    ...some(({ reason }) => reason !== undefined, {
      name: "reason",
      heading: "why",
      read: ({ reason }) => reason,
      show: ({ reason }) => reason ?? "",
    }),
    ...some(({ estimate }) => estimate !== undefined, {
      name: "estimate",
      heading: "estimate\nMbit/s",
      ...mbps(({ estimate }) => estimate),
    }),
    {
      name: "took",
      heading: "took\ns",
      ...seconds(({ request }) => request && request.finished - request.requested),
    },
    ...some(({ request }) => (request?.stall ?? 0) > 0, {
      name: "stall",
      heading: "stall\ns",
      read: ({ request }) => request?.stall,
      show: ({ request }) => (request && request.stall > 0 ? request.stall.toFixed(2) : ""),
    }),
    { name: "outcome", heading: "outcome", read: outcomeInWords },
  ];
  return { columns, rows: decisions };
}

/**
 * The segment, which tells rows apart where a narrow terminal continues them below; where there are several of one
 * segment, with a number, in order of deciding.
 */
function rowNames(decisions: readonly InspectedDecision[]): (decision: InspectedDecision) => string {
  const bySegment = new Map<number, InspectedDecision[]>();
  for (const decision of decisions) {
    const same = bySegment.get(decision.segment);
    if (same) same.push(decision);
    else bySegment.set(decision.segment, [decision]);
  }
  const counts = [...bySegment.values()].map(({ length }) => length);
  const mostDigits = String(Math.max(0, ...counts)).length;
  const isRepeated = counts.some((count) => count > 1);
  return (decision) => {
    const same = bySegment.get(decision.segment)!;
    const number = same.length > 1 ? ` #${String(same.indexOf(decision) + 1).padEnd(mostDigits)}` : "";
    // One below the other, segments are compared at a glance.
    return `${decision.segment}${isRepeated ? number.padEnd(" #".length + mostDigits) : ""}`;
  };
}

export const bitrateOf = ({ levels }: InspectedSession, level: number | undefined) =>
  level === undefined ? undefined : levels[level]?.bitrate;

/** Of the newest download that the policy knew of. */
export function newestThroughput(
  { samples }: InspectedSession,
  { saw }: InspectedDecision,
): BitsPerSecond | undefined {
  const newest = saw && samples[saw.samples - 1];
  return newest && throughputOf(newest);
}

const outcomeInWords = ({ outcome, request }: InspectedDecision): string =>
  request?.note === undefined ? outcome : `${outcome}: ${request.note}`;

function chosenLevel({ level, saw }: InspectedDecision): string {
  if (level === undefined) return NO_VALUE;
  const before = saw?.lastLevel;
  if (before === undefined || before === level) return `${level}  `;
  return `${level} ${level > before ? "↑" : "↓"}`;
}

const seconds = (read: (decision: InspectedDecision) => number | undefined) => fixed(read, 2);
const mbps = (rate: (decision: InspectedDecision) => BitsPerSecond | undefined) =>
  fixed((decision: InspectedDecision) => {
    const value = rate(decision);
    return value === undefined ? undefined : mbpsFromBps(value);
  }, 2);
