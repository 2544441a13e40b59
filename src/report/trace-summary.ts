import { type Bits, kbpsFromBps, type Seconds } from "../units.js";
import { count, quantity } from "./number-format.js";

/** A trace in a few words: "300 intervals, 600 s, 3.2 Mbit/s on average". */
export function traceSummary(trace: {
  readonly intervals: number;
  readonly duration: Seconds;
  /** That the link carries in this time. */
  readonly bits: Bits;
}): string {
  const { intervals, duration, bits } = trace;
  return [
    `${count(intervals)} ${intervals === 1 ? "interval" : "intervals"}`,
    quantity(duration, "s"),
    `${quantity(kbpsFromBps(bits / duration), "kbit/s")} on average`,
  ].join(", ");
}
