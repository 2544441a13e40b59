import { bpsFromMbps, mbpsFromBps } from "../../units.js";
import { converted } from "../converted.js";
import { fileNumber } from "../number-format.js";
import { timedRows } from "./timed-rows.js";
import type { TraceWriter } from "./trace-writer.js";

/**
 * Pensieve's "cooked" format (Mao et al., SIGCOMM 2017): rows of seconds and Mbps. A row's rate holds from the row above
 * to it, so there is a row more than intervals. The first one is at 0, where the published simulator begins each round,
 * and has the rate of the second: it is not used.
 */
export const pensieve: TraceWriter = {
  name: "pensieve",
  endings: [".pensieve", ".cooked", ".txt"],
  carries: { latency: false, loss: false },

  open: (_, where, put) =>
    timedRows(where, (start, end, bandwidth) => {
      const mbps = fileNumber(converted(bandwidth, mbpsFromBps, bpsFromMbps));
      if (start === 0) put(`0 ${mbps}\n`);
      put(`${fileNumber(end)} ${mbps}\n`);
    }),
};
