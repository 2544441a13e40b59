import { InputError } from "../../errors.js";
import { bpsFromMbps } from "../../units.js";
import type { TraceFormat } from "./format.js";
import { BANDWIDTH_MBPS, DURATION_S, TIME_S } from "./quantities.js";
import { forEachTimeRate, type TimeRateUnits, timeRateShape } from "./time-rate-rows.js";

const UNITS: TimeRateUnits = { time: TIME_S, rate: BANDWIDTH_MBPS, name: "seconds and Mbps" };

/** Seconds. Published cooked traces have a row each 1 to 5 s; rows further apart are probably not in seconds. */
const WIDEST_STEP = 60;
/** Mbps. Faster than links that anyone streams over: the rates are probably in kbps. */
const FASTEST_RATE = 1000;

/**
 * Pensieve's "cooked" format (Mao et al., SIGCOMM 2017), also NetLLM's: rows of seconds and Mbps, parted by a tab or
 * spaces.
 *
 * - Interval: row i's rate holds from the time of row i - 1 to that of row i. So the rate in the first row is not
 *   used, and the first row's time is the trace's beginning, 0 or not. (The published simulator does the same in the
 *   first round of a trace; when it repeats a trace that does not begin at 0, it stretches the first interval back
 *   to 0, which this reader does not.)
 * - Units: Mbps are 10^6 bit/s.
 * - End: the trace repeats from its beginning after the last row's time.
 */
export const pensieve: TraceFormat = {
  name: "pensieve",
  looks: "two columns, seconds and Mbps",
  means: { interval: "from the row above to this one", units: "s, Mbps", end: "repeats" },

  detect(head) {
    const shape = timeRateShape(head);
    if (shape === "none") return false;
    // Too few rows for any format, which this one gets to say.
    if (shape === "unknown") return true;
    return shape.step <= WIDEST_STEP && shape.rate <= FASTEST_RATE;
  },

  async read(chunks, { where }, sink) {
    let previous: number | undefined;
    await forEachTimeRate(chunks, where, UNITS, (time, mbps, line) => {
      if (previous !== undefined) {
        const duration = checkDuration(previous, time, `${where}:${line}`);
        sink.interval({ duration, bandwidth: bpsFromMbps(mbps) }, line);
      } else if (time > 0) sink.note({ kind: "starts-at", time });
      previous = time;
    });
  },
};

function checkDuration(previous: number, time: number, where: string): number {
  const duration = time - previous;
  if (duration >= DURATION_S.min && duration <= DURATION_S.max) return duration;
  throw new InputError({
    where,
    expected: `a time from ${DURATION_S.min} to ${DURATION_S.max} s after ${previous}, that of the row above`,
    received: `${time}`,
    hint: duration < DURATION_S.min ? "Merge the two rows" : "Check that times are in seconds",
  });
}
