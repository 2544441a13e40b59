import type { AdditiveQoe } from "../../model/metrics.js";
import type { Seconds } from "../../units.js";
import { Bound } from "./bound.js";
import type { Course, Place } from "./course.js";
import type { OptimumProblem } from "./problem.js";
import { gainedAtStart, type Opening } from "./startup.js";
import { Tables } from "./tables.js";
import { firstPrices, type Start, type Tuning, tunePrices } from "./tune-prices.js";
import { waitEdges } from "./wait-edges.js";

/** Some of all plans: those that begin in one of some ways, and wait within a range in all. */
export interface Branch {
  /** By rising clock; at least one. */
  readonly ways: readonly Opening[];
  readonly leastWait: Seconds;
  readonly mostWait: Seconds;
  readonly bound: Bound;
  /** None of these plans exceeds it. */
  readonly root: number;
}

/** Which plans a branch is to hold. */
export interface BranchSpec {
  readonly ways: readonly Opening[];
  readonly leastWait: Seconds;
  readonly mostWait: Seconds;
  /** To begin with; missing: the best constant ones. */
  readonly prices?: Float64Array | undefined;
}

/**
 * Makes a branch, with prices of its own.
 *
 * @param lower plans that are not better need not be bounded
 */
export function branchOf(
  problem: OptimumProblem,
  course: Course,
  spec: BranchSpec,
  lower: number,
  tuning: Tuning,
): Branch {
  const { qoe } = problem;
  const { ways, prices } = spec;
  const clocks = ways.map(({ clock }) => clock);
  const first = Math.min(...clocks);
  const mostWait = Math.min(spec.mostWait, longestWait(problem, course, ways, lower));
  const leastWait = Math.max(spec.leastWait, first);
  const tables = new Tables(problem, course, waitEdges(clocks, mostWait), leastWaits(problem, course, first));
  const bound = new Bound(tables, leastWait);
  const starts = ways.map((way) => startOf(course, way, qoe));
  if (prices) bound.prices.set(prices);
  else firstPrices(bound, starts, tuning.effort);
  return { ways, leastWait, mostWait, bound, root: tunePrices(bound, starts, lower, tuning) };
}

/** Two specs for the plans of one branch: by when playback starts, or by the wait in all, whichever differs more. */
export function halves({ ways, leastWait, mostWait, bound }: Branch): BranchSpec[] {
  const first = ways[0]!.clock;
  const last = ways.at(-1)!.clock;
  const { prices } = bound;
  if (last > first && 2 * (last - first) > mostWait - leastWait) {
    const middle = (first + last) / 2;
    return [
      { ways: ways.filter(({ clock }) => clock <= middle), leastWait, mostWait, prices },
      { ways: ways.filter(({ clock }) => clock > middle), leastWait, mostWait, prices },
    ];
  }
  const middle = (leastWait + mostWait) / 2;
  const early = ways.filter(({ clock }) => clock <= middle);
  return [
    ...(early.length > 0 ? [{ ways: early, leastWait, mostWait: middle, prices }] : []),
    { ways, leastWait: middle, mostWait, prices },
  ];
}

function startOf(course: Course, way: Opening, qoe: AdditiveQoe): Start {
  const { clock, level } = way;
  const { path, startsWith } = course;
  const place: Place = { clock, moving: true, since: clock, shown: 0 };
  const carried = path.carried(startsWith, course.request(startsWith, place, false));
  return { arrived: startsWith, level, gained: gainedAtStart(way, qoe), waited: clock, carried };
}

/** What playback waits in all at the most, if a plan is better than `lower`. */
function longestWait(
  { qoe, video }: OptimumProblem,
  course: Course,
  ways: readonly Opening[],
  lower: number,
): Seconds {
  const { segments, startsWith } = course;
  const last = Math.max(...ways.map(({ clock }) => clock));
  const latest = waits(course, last, (segment) => place(video.sizes[segment]!, Math.max))[segments]!;
  if (!(qoe.stallCost > 0 && lower > Number.NEGATIVE_INFINITY)) return latest;
  let most = Math.max(...ways.map((way) => gainedAtStart(way, qoe)));
  for (let segment = startsWith; segment < segments; segment++)
    most += mostGained(qoe, segment, course.levels);
  return Math.min(latest, (most - lower) / qoe.stallCost);
}

/** What playback has waited at the least when so many segments have arrived. */
function leastWaits({ video }: OptimumProblem, course: Course, start: Seconds): Float64Array {
  return waits(course, start, (segment) => place(video.sizes[segment]!, Math.min));
}

/** By number of segments arrived, along the levels given: the smooth course is monotone, so extreme sizes do. */
function waits(course: Course, start: Seconds, levelOf: (segment: number) => number): Float64Array {
  const { segments, startsWith } = course;
  const result = new Float64Array(segments + 1);
  const at: Place = { clock: start, moving: true, since: start, shown: 0 };
  result[startsWith] = start;
  for (let segment = startsWith; segment < segments; segment++) {
    course.receive(segment, levelOf(segment), course.request(segment, at, false), at, false);
    result[segment + 1] = course.waited(at);
  }
  return result;
}

const place = (sizes: Float64Array, extreme: (...values: number[]) => number): number =>
  sizes.indexOf(extreme(...sizes));

function mostGained(qoe: AdditiveQoe, segment: number, levels: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let level = 0; level < levels; level++)
    for (let from = 0; from < levels; from++)
      most = Math.max(most, qoe.quality(segment, level) - qoe.changeCost(segment, from, level));
  return most;
}
