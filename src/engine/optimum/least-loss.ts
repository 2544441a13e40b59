import type { Bits, Seconds } from "../../units.js";
import { intervalAt } from "../network/capacity.js";
import { BitsByTime } from "./bits-by-time.js";
import type { OptimumProblem } from "./problem.js";
import { RangeMinimum } from "./range-minimum.js";

/**
 * What the link carries for nobody, at the least, while a request that is made between two times waits for its first
 * bit: the price of a round trip, wherever it is cheapest. Payload.
 */
export function leastLoss({ trace, offset, settings }: OptimumProblem): (from: Seconds, to: Seconds) => Bits {
  const { network } = settings;
  const { payloadShare = 1, latencyAdvancesTrace = true, serverDelay = 0, rtt } = network;
  const latencies = rtt === undefined ? trace.latencies : undefined;
  if (!latencyAdvancesTrace || (latencies === undefined && (rtt ?? 0) + serverDelay === 0)) return () => 0;
  const { ends, durations } = trace;
  const rows = ends.length;
  const bits = new BitsByTime(trace);
  const least = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const next = (row + 1) % rows;
    // A wait that begins in one interval ends there, or in the next one, or lasts longer than that.
    const wait =
      latencies === undefined ? (rtt ?? 0) : Math.min(latencies[row]!, latencies[next]!, durations[next]!);
    least[row] = leastInWindow(trace, bits, row, wait + serverDelay) * payloadShare;
  }
  const minimum = new RangeMinimum(least);
  return (from, to) => minimum.least(intervalAt(trace, offset, from), intervalAt(trace, offset, to));
}

/** The least that the link carries in any window of this length that begins in an interval. */
function leastInWindow(
  { ends, durations }: OptimumProblem["trace"],
  bits: BitsByTime,
  row: number,
  length: Seconds,
): Bits {
  const start = row === 0 ? 0 : ends[row - 1]!;
  const end = ends[row]!;
  const within = (from: Seconds) => bits.at(from + length) - bits.at(from);
  // What is carried changes linearly with the window's place, but where one of its ends meets another interval.
  let least = Math.min(within(start), within(end));
  let change = end;
  for (let next = row; change - length < end; ) {
    if (change - length > start) least = Math.min(least, within(change - length));
    next = (next + 1) % ends.length;
    change += durations[next]!;
  }
  return Math.max(0, least);
}
