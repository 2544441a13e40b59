import { InputError } from "../../errors.js";
import { bpsFromKbps, secondsFromMs } from "../../units.js";
import type { TraceFormat } from "./format.js";
import { BANDWIDTH_KBPS, DURATION_MS, TIME_MS } from "./quantities.js";
import { forEachTimeRate, type TimeRateUnits, timeRateShape } from "./time-rate-rows.js";

const UNITS: TimeRateUnits = { time: TIME_MS, rate: BANDWIDTH_KBPS, name: "ms and kbps" };

/** Milliseconds. Published rows pair up over some 400 ms to 2 s; closer ones are probably not in ms. */
const NARROWEST_STEP = 20;

/**
 * The format of the traces published with Oboe (Akhtar et al., SIGCOMM 2018): rows of ms and kbps, two for each
 * measured download, one at its start and one at its end.
 *
 * - Interval: from each row to the next. The rate is taken to change linearly between rows: from a start to its end
 *   it is the same at both, so it is constant there, and a gap between downloads gets the mean of the rates around
 *   it, which carries as many bits as the straight line does. The first row's time is the trace's beginning. Rows
 *   at one time are a jump.
 * - Units: kbps are 1000 bit/s.
 * - End: the trace repeats from its beginning after the last row's time.
 */
export const oboe: TraceFormat = {
  name: "oboe",
  looks: "two columns, ms and kbps, in pairs of rows with equal kbps",
  means: { interval: "between rows, at the mean of their rates", units: "ms, kbps", end: "repeats" },

  detect(head) {
    const shape = timeRateShape(head);
    return typeof shape === "object" && shape.step >= NARROWEST_STEP && shape.paired;
  },

  async read(chunks, { where }, sink) {
    let previous: { readonly time: number; readonly kbps: number } | undefined;
    await forEachTimeRate(chunks, where, UNITS, (time, kbps, line) => {
      if (previous === undefined && time > 0) sink.note({ kind: "starts-at", time: secondsFromMs(time) });
      if (previous !== undefined && time > previous.time) {
        const duration = secondsFromMs(checkDuration(previous.time, time, `${where}:${line}`));
        sink.interval({ duration, bandwidth: bpsFromKbps((previous.kbps + kbps) / 2) }, line);
      }
      previous = { time, kbps };
    });
  },
};

function checkDuration(previous: number, time: number, where: string): number {
  const duration = time - previous;
  if (duration >= DURATION_MS.min && duration <= DURATION_MS.max) return duration;
  throw new InputError({
    where,
    expected: `a time equal to that of the row above, ${previous}, or ${DURATION_MS.min} to ${DURATION_MS.max} ms after it`,
    received: `${time}`,
    hint: "Check that times are in ms",
  });
}
