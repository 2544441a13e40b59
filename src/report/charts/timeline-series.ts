import type { Timeline } from "../../model/results.js";
import { thinned } from "./timeline-thinning.js";

/** A value that holds from a time on. */
export interface Step {
  /** Seconds since play was pressed. */
  readonly time: number;
  readonly value: number;
}

/** The rates of a session over time, all in kbit/s. */
export interface RateSeries {
  readonly capacity: readonly Step[];
  /** The throughput that the policy reckoned with, from each decision on. */
  readonly estimate: readonly Step[];
  /** The bitrate of each request, from when it was made. */
  readonly chosen: readonly Step[];
  readonly shown: readonly Step[];
}

/** About as many as a chart has pixels: more could only be told apart far zoomed in. */
const MOST_STEPS = 800;

/**
 * Reads the series of rates off a timeline, each drawn on to the session's end. Where there are more steps than a
 * chart can show, the link's capacity is averaged, so that its area stays what the link could carry; of what was
 * estimated, chosen and shown the extremes stay, and no rate is drawn that there never was.
 */
export function rateSeries({ capacity, requests, shown, end }: Timeline): RateSeries {
  const byRequest = [...requests].sort((a, b) => a.requested_s - b.requested_s);
  const drawn = (points: readonly Step[]) => thinned(heldUntil(points, end));
  const capacitySteps = capacity.map(({ time_s: time, kbps: value }) => ({ time, value }));
  return {
    capacity: heldUntil(averagedSteps(capacitySteps, end), end),
    estimate: drawn(
      byRequest.flatMap(({ requested_s: time, estimate_kbps: value }) =>
        value === undefined ? [] : [{ time, value }],
      ),
    ),
    chosen: drawn(byRequest.map(({ requested_s: time, bitrate_kbps: value }) => ({ time, value }))),
    shown: drawn(shown.map(({ time_s: time, kbps: value }) => ({ time, value }))),
  };
}

/** Steps up to a time, the last of them drawn on until then. */
function heldUntil(steps: readonly Step[], end: number): readonly Step[] {
  const within = steps.filter(({ time }) => time <= end);
  const last = within.at(-1);
  return last && last.time < end ? [...within, { time: end, value: last.value }] : within;
}

/**
 * Steps averaged over equal stretches of time where there are more of them than a chart can show, as with traces
 * that change every millisecond.
 */
export function averagedSteps(steps: readonly Step[], end: number, limit = MOST_STEPS): readonly Step[] {
  if (steps.length <= limit) return steps;
  const start = steps[0]!.time;
  const stretch = (end - start) / limit;
  const sums = new Float64Array(limit);
  steps.forEach(({ time, value }, index) => {
    const until = Math.min(end, steps[index + 1]?.time ?? end);
    let from = time;
    while (from < until) {
      const bin = Math.min(limit - 1, Math.floor((from - start) / stretch));
      const next = bin === limit - 1 ? until : Math.min(until, start + (bin + 1) * stretch);
      // Rounding may put the end of a stretch at its beginning; the rest of the step then goes to this one.
      const to = next > from ? next : until;
      sums[bin]! += (to - from) * value;
      from = to;
    }
  });
  return Array.from(sums, (sum, bin) => ({ time: start + bin * stretch, value: sum / stretch }));
}
