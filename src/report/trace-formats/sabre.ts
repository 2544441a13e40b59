import { InputError } from "../../errors.js";
import { bpsFromKbps, kbpsFromBps, msFromSeconds, secondsFromMs } from "../../units.js";
import { converted } from "../converted.js";
import type { TraceWriter } from "./trace-writer.js";

/**
 * Sabre's network traces (Spiteri et al., MMSys 2018): a JSON array, an object an interval, each on a line. Sabre reads
 * `latency_ms` of every object and fails without it, so a trace that does not know its latency is refused.
 */
export const sabre: TraceWriter = {
  name: "sabre",
  endings: [".json"],
  carries: { latency: true, loss: false },

  open({ latency }, where, put) {
    if (!latency)
      throw new InputError({
        where,
        expected: "a latency in every interval, as Sabre needs one",
        received: "none",
        hint: "Give the latency of all of them with --latency-ms",
      });
    let before = "[\n";
    return {
      interval(interval) {
        const object = {
          duration_ms: converted(interval.duration, msFromSeconds, secondsFromMs),
          bandwidth_kbps: converted(interval.bandwidth, kbpsFromBps, bpsFromKbps),
          latency_ms: converted(interval.latency!, msFromSeconds, secondsFromMs),
        };
        put(before + JSON.stringify(object));
        before = ",\n";
      },
      end: () => put("\n]\n"),
    };
  },
};
