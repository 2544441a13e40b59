import type { AdditiveQoe } from "../../model/metrics.js";
import { type Branch, branchOf, halves } from "./branch.js";
import { Course } from "./course.js";
import { type PlanScore, scored } from "./plan.js";
import type { OptimumProblem } from "./problem.js";
import { Search, type SearchOptions } from "./search.js";
import { gainedAtStart, levelsOf, type Opening, openings } from "./startup.js";

/** The best plan that was found, and what no plan can do better than. */
export interface BestPlan extends PlanScore {
  /** At least `score`, and equal where the plan is proved to be the best. */
  readonly upper: number;
}

/** Labels for each number of segments, in searches that are to find good plans and not to prove anything. */
const SKETCH_WIDTH = 64;
const BEAM_WIDTH = 256;
/** The same in the search that proves. Of the shipped traces few need more. */
const WIDTH = 8000;
/** Steps towards better prices, at each fineness. */
const FIRST_STEPS = 50;
const FINAL_STEPS = 80;
const BRANCH_STEPS = 30;
/** The share of the score by which the bounds may differ without more being done about it. */
const GOOD_ENOUGH = 0.01;
/** Where they differ by more, plans are split into so many branches, of which each gets a share of the labels. */
const MOST_BRANCHES = 24;
const BRANCH_SHARE = 0.125;

/**
 * The best sequence of levels for a session, by dynamic programming over segments with dominance and bounding.
 *
 * 1. The best of the plans that stay at one level is a first achievement, and a coarse search betters it.
 * 2. Prices of capacity give a bound on what the rest of any plan can bring. Where it is far from what is achieved, the
 *    plans are split by how long they wait, and each part has prices of its own.
 * 3. A narrow search on the engine's own course finds a good plan, a wide one on a course that is at least as good
 *    for every plan proves how much better any other one can be.
 *
 * @param width labels that are kept for each number of segments
 * @returns undefined if no plan reaches the end of the video
 */
export function bestPlan(problem: OptimumProblem, width = WIDTH): BestPlan | undefined {
  const { qoe, settings } = problem;
  const course = new Course(problem);
  const ways = openings(course, qoe, settings.player.firstLevel).sort((a, b) => a.clock - b.clock);
  if (ways.length === 0) return undefined;
  if (course.startsWith === course.segments) return bestOpening(course, qoe, ways);
  let best = bestConstant(course, problem);
  const lower = () => best?.score ?? Number.NEGATIVE_INFINITY;
  const search = ({ bound, ways: some }: Branch, options: Omit<SearchOptions, "lower">) => {
    const found = new Search(course, bound, qoe).run(some, { ...options, lower: lower() });
    best = better(best, found.best && scored(course, qoe, found.best.levels));
    return Math.max(found.best?.score ?? Number.NEGATIVE_INFINITY, found.leftOut);
  };
  const all = { ways, leastWait: 0, mostWait: Number.POSITIVE_INFINITY };
  let whole = branchOf(problem, course, all, lower(), FIRST_STEPS);
  search(whole, { faithful: true, width: Math.min(SKETCH_WIDTH, width) });
  whole = branchOf(problem, course, { ...all, prices: whole.bound.prices }, lower(), FINAL_STEPS);
  search(whole, { faithful: true, width: Math.min(BEAM_WIDTH, width) });
  const enough = () => lower() + GOOD_ENOUGH * Math.abs(lower());
  let upper =
    whole.root <= lower() ? lower() : search(whole, { faithful: false, width, tolerated: enough() });
  if (upper > enough()) {
    upper = lower();
    const branchWidth = Math.ceil(BRANCH_SHARE * width);
    for (const branch of split(problem, course, whole, lower(), enough())) {
      if (branch.root > enough()) search(branch, { faithful: true, width: Math.min(SKETCH_WIDTH, width) });
      const rest =
        branch.root > enough() ? search(branch, { faithful: false, width: branchWidth }) : branch.root;
      upper = Math.max(upper, Math.min(branch.root, rest));
    }
  }
  return best && { ...best, upper: Math.max(upper, best.score) };
}

/**
 * Splits the most promising branch again and again, until none promises more than enough.
 *
 * @returns those that promise more than `lower`, by falling promise
 */
function split(
  problem: OptimumProblem,
  course: Course,
  whole: Branch,
  lower: number,
  enough: number,
): Branch[] {
  const open = [whole];
  for (let count = 1; count < MOST_BRANCHES && open[0] !== undefined && open[0].root > enough; ) {
    for (const spec of halves(open.shift()!)) {
      const branch = branchOf(problem, course, spec, lower, BRANCH_STEPS);
      count++;
      if (branch.root > lower) open.push(branch);
    }
    open.sort((a, b) => b.root - a.root);
  }
  return open;
}

/** Where all is buffered before playback starts, the openings are the plans. */
function bestOpening(course: Course, qoe: AdditiveQoe, ways: readonly Opening[]): BestPlan | undefined {
  let best: PlanScore | undefined;
  let upper = Number.NEGATIVE_INFINITY;
  for (const way of ways) {
    upper = Math.max(upper, gainedAtStart(way, qoe) - qoe.stallCost * way.clock);
    best = better(best, scored(course, qoe, levelsOf(way)));
  }
  return best && { ...best, upper: Math.max(upper, best.score) };
}

function bestConstant(course: Course, { qoe, settings }: OptimumProblem): PlanScore | undefined {
  const { firstLevel } = settings.player;
  let best: PlanScore | undefined;
  for (let level = 0; level < course.levels; level++) {
    const levels = new Array<number>(course.segments).fill(level);
    if (firstLevel !== undefined) levels[0] = Math.min(firstLevel, course.levels - 1);
    best = better(best, scored(course, qoe, levels));
  }
  return best;
}

function better(one: PlanScore | undefined, other: PlanScore | undefined): PlanScore | undefined {
  if (!one || !other) return one ?? other;
  return other.score > one.score ? other : one;
}
