import { type Branch, type BranchSpec, branchOf } from "./branch.js";
import type { Course } from "./course.js";
import { type PlanScore, scored } from "./plan.js";
import type { OptimumProblem } from "./problem.js";
import { Search, type SearchOptions } from "./search.js";

/** The best plan so far, and the searches that better it. */
export class Incumbent {
  /** Undefined until a plan is known that reaches the end. */
  best: PlanScore | undefined;
  private readonly problem: OptimumProblem;
  private readonly course: Course;

  constructor(problem: OptimumProblem, course: Course) {
    this.problem = problem;
    this.course = course;
  }

  get score(): number {
    return this.best?.score ?? Number.NEGATIVE_INFINITY;
  }

  /** What is better than it by this share, which is nothing as long as there is none. */
  above(share: number): number {
    return this.best === undefined ? Number.POSITIVE_INFINITY : this.score + share * Math.abs(this.score);
  }

  /** Looks whether these levels are better. */
  offer(levels: readonly number[]): void {
    const plan = scored(this.course, this.problem.qoe, levels);
    if (plan && plan.score > this.score) this.best = plan;
  }

  branch(spec: BranchSpec, steps: number): Branch {
    return branchOf(this.problem, this.course, spec, this.score, steps);
  }

  /**
   * Looks for better plans in a branch.
   *
   * @returns what none of its plans exceeds, if the course is the smooth one and the present score is not better
   */
  search({ bound, ways }: Branch, options: Omit<SearchOptions, "lower">): number {
    const search = new Search(this.course, bound, this.problem.qoe);
    const { best, leftOut } = search.run(ways, { ...options, lower: this.score });
    if (best) this.offer(best.levels);
    return Math.max(best?.score ?? Number.NEGATIVE_INFINITY, leftOut);
  }
}
