import type { TraceInterval } from "../../model/trace.js";
import { bpsFromKbps, kbpsFromBps, msFromSeconds, secondsFromMs } from "../../units.js";
import { converted } from "../converted.js";
import { csvLine } from "../csv.js";
import { fileNumber } from "../number-format.js";
import type { TraceWriter } from "./trace-writer.js";

/**
 * abrsim's own format: the header `duration_s,bandwidth_kbps[,latency_ms][,loss]` and a row an interval, in shortest
 * decimals, with line feeds.
 */
export const abrsim: TraceWriter = {
  name: "abrsim",
  endings: [".csv"],
  carries: { latency: true, loss: true },

  open({ latency, loss }, _, put) {
    put(
      csvLine([
        "duration_s",
        "bandwidth_kbps",
        ...(latency ? ["latency_ms"] : []),
        ...(loss ? ["loss"] : []),
      ]),
    );
    return {
      interval(interval) {
        let row = `${fileNumber(interval.duration)},${fileNumber(converted(interval.bandwidth, kbpsFromBps, bpsFromKbps))}`;
        if (latency) row += `,${fileNumber(converted(interval.latency!, msFromSeconds, secondsFromMs))}`;
        if (loss) row += `,${fileNumber(interval.loss)}`;
        put(`${row}\n`);
      },
      end() {},
    };
  },
};

/** A whole trace in abrsim's own format. A column is there when every interval has a value for it. */
export function abrsimCsv(intervals: readonly TraceInterval[]): string {
  const latency = intervals.every((interval) => interval.latency !== undefined);
  const loss = intervals.every((interval) => interval.loss !== undefined);
  const pieces: string[] = [];
  const encoder = abrsim.open({ latency, loss }, "", (text) => pieces.push(text));
  for (const interval of intervals) encoder.interval(interval);
  encoder.end();
  return pieces.join("");
}
