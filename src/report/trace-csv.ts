import type { TraceInterval } from "../model/trace.js";
import { bpsFromKbps, kbpsFromBps, msFromSeconds, secondsFromMs } from "../units.js";
import { csvLine } from "./csv.js";

/** The columns that a trace need not have. */
export interface OptionalColumns {
  readonly latency: boolean;
  readonly loss: boolean;
}

/**
 * A trace in abrsim's own format: the header `duration_s,bandwidth_kbps[,latency_ms][,loss]` and a row an interval,
 * in shortest decimals, with line feeds. A column is there when every interval has a value for it.
 */
export function abrsimCsv(intervals: readonly TraceInterval[]): string {
  const latency = intervals.every((interval) => interval.latency !== undefined);
  const loss = intervals.every((interval) => interval.loss !== undefined);
  return [...abrsimCsvLines(intervals, { latency, loss })].join("");
}

/**
 * The same line by line, for traces that are long.
 *
 * @param columns which every interval has a value for
 */
export function* abrsimCsvLines(
  intervals: Iterable<TraceInterval>,
  { latency, loss }: OptionalColumns,
): Generator<string, void> {
  yield csvLine([
    "duration_s",
    "bandwidth_kbps",
    ...(latency ? ["latency_ms"] : []),
    ...(loss ? ["loss"] : []),
  ]);
  for (const interval of intervals)
    yield csvLine([
      interval.duration,
      converted(interval.bandwidth, kbpsFromBps, bpsFromKbps),
      ...(latency ? [converted(interval.latency!, msFromSeconds, secondsFromMs)] : []),
      ...(loss ? [interval.loss] : []),
    ]);
}

/**
 * The value in the file's unit, as the shortest decimal that reads back equal. Multiplying by 1000 may leave a speck
 * (0.029 s would be 29.000000000000004 ms), so the value is first tried without its last two digits.
 */
function converted(
  value: number,
  write: (value: number) => number,
  read: (written: number) => number,
): number {
  const exact = write(value);
  for (const digits of [15, 16]) {
    const rounded = Number(exact.toPrecision(digits));
    if (read(rounded) === value) return rounded;
  }
  return exact;
}
