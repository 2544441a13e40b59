import type { TraceInterval } from "../model/trace.js";
import { secondsFromMs } from "../units.js";

/** Gives intervals a latency, in place of that which they have. */
export function withLatencyMs(ms: number): (interval: TraceInterval) => TraceInterval {
  const latency = secondsFromMs(ms);
  return (interval) => ({ ...interval, latency });
}
