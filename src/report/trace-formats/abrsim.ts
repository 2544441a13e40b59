import type { TraceInterval } from "../../model/trace.js";
import { bpsFromKbps, kbpsFromBps, msFromSeconds, secondsFromMs } from "../../units.js";
import { csvLine } from "../csv.js";
import { converted } from "./converted.js";
import type { TraceWriter } from "./trace-writer.js";

/**
 * abrsim's own format: the header `duration_s,bandwidth_kbps[,latency_ms][,loss]` and a row an interval, in shortest
 * decimals, with line feeds.
 */
export const abrsim: TraceWriter = {
  name: "abrsim",
  endings: [".csv"],
  carries: { latency: true, loss: true },

  open({ latency, loss }) {
    const header = csvLine([
      "duration_s",
      "bandwidth_kbps",
      ...(latency ? ["latency_ms"] : []),
      ...(loss ? ["loss"] : []),
    ]);
    let before = header;
    return {
      interval(interval) {
        const row = csvLine([
          interval.duration,
          converted(interval.bandwidth, kbpsFromBps, bpsFromKbps),
          ...(latency ? [converted(interval.latency!, msFromSeconds, secondsFromMs)] : []),
          ...(loss ? [interval.loss] : []),
        ]);
        const text = before + row;
        before = "";
        return text;
      },
      end: () => before,
    };
  },
};

/** A whole trace in abrsim's own format. A column is there when every interval has a value for it. */
export function abrsimCsv(intervals: readonly TraceInterval[]): string {
  const latency = intervals.every((interval) => interval.latency !== undefined);
  const loss = intervals.every((interval) => interval.loss !== undefined);
  const encoder = abrsim.open({ latency, loss }, "");
  return [...intervals.map((interval) => encoder.interval(interval)), encoder.end()].join("");
}
