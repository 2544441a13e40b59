import { bpsFromKbps, kbpsFromBps, msFromSeconds, type Seconds, secondsFromMs } from "../../units.js";
import { converted } from "../converted.js";
import { fileNumber } from "../number-format.js";
import { timedRows } from "./timed-rows.js";
import type { TraceWriter } from "./trace-writer.js";

/**
 * The format of the traces published with Oboe (Akhtar et al., SIGCOMM 2018): two rows of ms and kbps for each interval,
 * at its start and at its end. The next one begins at the same time, so nothing is left to be interpolated.
 */
export const oboe: TraceWriter = {
  name: "oboe",
  endings: [".oboe", ".txt"],
  carries: { latency: false, loss: false },

  open: (_, where, put) =>
    timedRows(where, (start, end, bandwidth) => {
      const kbps = fileNumber(converted(bandwidth, kbpsFromBps, bpsFromKbps));
      put(`${ms(start)} ${kbps}\n${ms(end)} ${kbps}\n`);
    }),
};

const ms = (time: Seconds) => fileNumber(converted(time, msFromSeconds, secondsFromMs));
