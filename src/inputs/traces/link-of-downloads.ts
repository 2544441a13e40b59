import type { TraceInterval } from "../../model/trace.js";
import type { Gaps, TraceNote } from "../../model/trace-note.js";
import type { Bits, Seconds } from "../../units.js";
import { LinkAsItComes } from "./link-as-it-comes.js";

/** A finished download. Times count from the trace's beginning. */
export interface Download {
  readonly start: Seconds;
  /** Equal to `start` where the source does not say. */
  readonly firstByte: Seconds;
  readonly end: Seconds;
  readonly bits: Bits;
}

/** A link as downloads show it. */
export interface LinkOfDownloads {
  /** From time 0 to the end of the last download; but for the gaps, if they are dropped. */
  readonly intervals: readonly TraceInterval[];
  readonly note: TraceNote & { readonly kind: "measured" };
}

/**
 * The capacity of the link under downloads: the bits of each, spread evenly from its first byte to its end,
 * and added up where downloads overlap. From a request to its first byte nothing is known but the latency, which is what
 * a request made then would meet. A latency is kept if any download shows one: a player that does not report first bytes
 * has them at the request.
 *
 * @param gaps for the rest
 * @returns undefined when no download took any time
 */
export function linkOfDownloads(downloads: readonly Download[], gaps: Gaps): LinkOfDownloads | undefined {
  const intervals: (TraceInterval & { readonly latency: Seconds })[] = [];
  const link = new LinkAsItComes(gaps, (interval) => void intervals.push(interval));
  for (const download of [...downloads].sort((a, b) => requestOf(a) - requestOf(b))) link.push(download);
  const note = link.finish();
  if (note === undefined) return undefined;
  if (intervals.some(({ latency }) => latency > 0)) return { intervals, note };
  return { intervals: intervals.map(({ duration, bandwidth }) => ({ duration, bandwidth })), note };
}

/** Some players report a request after its first byte. */
const requestOf = ({ start, firstByte }: Download): Seconds => Math.min(start, firstByte);
