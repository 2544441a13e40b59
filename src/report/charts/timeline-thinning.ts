import type { Timeline } from "../../model/results.js";
import type { Step } from "./timeline-series.js";

/** A timeline is a few hundred pixels wide: more points than this only make its file larger. */
const MOST_POINTS = 2000;
const POINTS_A_STRETCH = 4;

/**
 * At most so many of a line's points, ascending in time. Of each of `limit` / 4 equal stretches of time, the first,
 * the last, the lowest and the highest stay, so that no extreme and no gap is lost: M4 of Jugel, Jerzak, Hackenbroich
 * and Markl, "M4: A Visualization-Oriented Time Series Data Aggregation", PVLDB 7(10), 2014.
 */
export function thinned(points: readonly Step[], limit = MOST_POINTS): readonly Step[] {
  if (points.length <= limit) return points;
  const stretchOf = stretches(
    points.map(({ time }) => time),
    Math.floor(limit / POINTS_A_STRETCH),
  );
  const kept: Step[] = [];
  for (let first = 0, last = 0; first < points.length; first = last + 1) {
    let lowest = first;
    let highest = first;
    for (last = first; stretchOf(last + 1) === stretchOf(first); last++) {
      if (points[last + 1]!.value < points[lowest]!.value) lowest = last + 1;
      if (points[last + 1]!.value > points[highest]!.value) highest = last + 1;
    }
    const places = [...new Set([first, lowest, highest, last])].sort((a, b) => a - b);
    kept.push(...places.map((place) => points[place]!));
  }
  return kept;
}

/**
 * At most so many stalls, ascending in time. Those that begin in one of `limit` equal stretches of time become one,
 * from the beginning of the first and as long as all of them: the time spent stalled stays what it was.
 */
export function joinedStalls(stalls: Timeline["stalls"], limit = MOST_POINTS): Timeline["stalls"] {
  if (stalls.length <= limit) return stalls;
  const stretchOf = stretches(
    stalls.map(({ from_s }) => from_s),
    limit,
  );
  const joined: { from_s: number; to_s: number }[] = [];
  stalls.forEach(({ from_s, to_s }, place) => {
    if (place > 0 && stretchOf(place) === stretchOf(place - 1)) joined.at(-1)!.to_s += to_s - from_s;
    else joined.push({ from_s, to_s });
  });
  return joined;
}

/** Which of so many equal stretches each of some ascending times is in; undefined past the last. */
function stretches(times: readonly number[], number: number): (place: number) => number | undefined {
  const start = times[0]!;
  const width = (times.at(-1)! - start) / number || 1;
  return (place) => {
    const time = times[place];
    return time === undefined ? undefined : Math.min(number - 1, Math.floor((time - start) / width));
  };
}
