import { type Bits, kbpsFromBps, type Seconds } from "../units.js";
import { count, quantity } from "./number-format.js";

/** What is counted of a trace, or of several. */
export interface TraceTotals {
  readonly intervals: number;
  readonly duration: Seconds;
  /** That the link carries in this time. */
  readonly bits: Bits;
}

/** A trace in a few words: "300 intervals, 600 s, 3.2 Mbit/s on average". */
export function traceSummary({ intervals, duration, bits }: TraceTotals): string {
  return [
    `${count(intervals)} ${intervals === 1 ? "interval" : "intervals"}`,
    quantity(duration, "s"),
    `${quantity(kbpsFromBps(bits / duration), "kbit/s")} on average`,
  ].join(", ");
}

/** Several in as many words, the average being that over all their time. */
export function tracesSummary(traces: readonly TraceTotals[]): string {
  const all = { intervals: 0, duration: 0, bits: 0 };
  for (const { intervals, duration, bits } of traces) {
    all.intervals += intervals;
    all.duration += duration;
    all.bits += bits;
  }
  return `${count(traces.length)} traces, ${traceSummary(all)}`;
}
