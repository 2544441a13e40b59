import type { TraceInterval } from "../../model/trace.js";
import { bpsFromKbps, bpsFromMbps, kbpsFromBps, type Seconds, secondsFromMs } from "../../units.js";
import { BANDWIDTH_MBPS } from "../traces/quantities.js";

const LOSS_STEPS = 1000;
/** The most that a trace may say. */
const HIGHEST_MBPS = BANDWIDTH_MBPS.max;

/**
 * An interval rounded to what a trace file will say: whole kbit/s, whole milliseconds, loss in steps of 0.001. The
 * rounding is done here and not in the writing, because a generator must give the same file on every machine, and
 * logarithms and exponentials may differ in their last digit.
 */
export function writtenInterval(interval: {
  readonly duration: Seconds;
  readonly mbps: number;
  readonly latencyMs: number;
  readonly loss?: number;
}): TraceInterval {
  const { duration, mbps, latencyMs, loss } = interval;
  return {
    duration,
    bandwidth: bpsFromKbps(Math.round(kbpsFromBps(bpsFromMbps(Math.min(mbps, HIGHEST_MBPS))))),
    latency: secondsFromMs(Math.round(latencyMs)),
    ...(loss !== undefined && { loss: Math.round(loss * LOSS_STEPS) / LOSS_STEPS }),
  };
}
