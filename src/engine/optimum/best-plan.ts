import type { AdditiveQoe } from "../../model/metrics.js";
import { Course } from "./course.js";
import { Effort } from "./effort.js";
import { provedInParts } from "./in-parts.js";
import { Incumbent } from "./incumbent.js";
import type { PlanScore } from "./plan.js";
import type { OptimumProblem } from "./problem.js";
import { gainedAtStart, levelsOf, type Opening, openings } from "./startup.js";

/** The best plan that was found, and what no plan can do better than. */
export interface BestPlan extends PlanScore {
  /** At least `score`, and equal where the plan is proved to be the best. */
  readonly upper: number;
}

/** Labels for each number of segments in two searches for good plans. */
const SKETCH_WIDTH = 64;
const BEAM_WIDTH = 256;
/** Units of {@link Effort} in all: less than a second for 150 segments of 6 levels. */
const EFFORT = 1_500_000;
/** Share of what is left that the proof of all plans at once may take. */
const SHARE = 0.9;
/** Steps towards better prices, at each fineness: before the first search, and after it. */
const FIRST_STEPS = 40;
const FINAL_STEPS = 60;
/** Share of the score by which what one search proves may differ from it; beyond, plans are split. */
const TOLERATED = 0.01;

/**
 * The best sequence of levels for a session, by dynamic programming over segments with dominance and bounding.
 *
 * 1. The best of the plans that stay at one level is a first achievement, and a coarse search betters it.
 * 2. Prices of capacity give a bound on what the rest of any plan can bring.
 * 3. A narrow search on the engine's own course finds a good plan. A wide one, on a course that is at least as good for
 *    every plan, proves how much better any other can be.
 * 4. If that takes too much, it is proved of parts of the plans, which have better prices of their own.
 *
 * @param effort how many times the usual work may be done, which is the same on every machine: on hard problems more
 *   of it brings the bounds closer to each other
 * @returns undefined if no plan reaches the end of the video
 */
export function bestPlan(problem: OptimumProblem, { effort = 1 } = {}): BestPlan | undefined {
  const { qoe, settings } = problem;
  const { firstLevel } = settings.player;
  const course = new Course(problem);
  const ways = openings(course, qoe, firstLevel).sort((a, b) => a.clock - b.clock);
  const incumbent = new Incumbent(problem, course, new Effort(effort * EFFORT));
  const allAtStart = course.startsWith === course.segments;
  for (const way of allAtStart ? ways : []) incumbent.offer(levelsOf(way));
  for (let level = 0; level < course.levels; level++) {
    const levels = new Array<number>(course.segments).fill(level);
    if (firstLevel !== undefined) levels[0] = Math.min(firstLevel, course.levels - 1);
    incumbent.offer(levels);
  }
  const upper = allAtStart || ways.length === 0 ? mostOf(ways, qoe) : proved(incumbent, ways);
  const { best } = incumbent;
  return best && { ...best, upper: Math.max(upper, best.score) };
}

/** @returns what no plan exceeds, if the incumbent's score is not better */
function proved(incumbent: Incumbent, ways: readonly Opening[]): number {
  const all = { ways, leastWait: 0, mostWait: Number.POSITIVE_INFINITY };
  const first = incumbent.branch(all, FIRST_STEPS);
  incumbent.search(first, { faithful: true, width: SKETCH_WIDTH });
  const whole = incumbent.branch({ ...all, prices: first.bound.prices }, FINAL_STEPS);
  incumbent.search(whole, { faithful: true, width: BEAM_WIDTH });
  if (whole.root <= incumbent.score) return whole.root;
  const tolerated = incumbent.above(TOLERATED);
  const upper = Math.min(whole.root, incumbent.search(whole, { faithful: false, tolerated }, SHARE));
  return upper <= tolerated ? upper : Math.min(upper, provedInParts(incumbent, whole));
}

/** Where all is buffered before playback starts, the ways to start are the plans. */
function mostOf(ways: readonly Opening[], qoe: AdditiveQoe): number {
  return Math.max(...ways.map((way) => gainedAtStart(way, qoe) - qoe.stallCost * way.clock));
}
