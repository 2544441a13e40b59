import { type Branch, type BranchSpec, branchOf } from "./branch.js";
import type { Course } from "./course.js";
import type { Effort } from "./effort.js";
import { type PlanScore, scored } from "./plan.js";
import type { OptimumProblem } from "./problem.js";
import { isBetter, Search, type SearchOptions } from "./search.js";

/** The best plan so far, and the searches that better it. */
export class Incumbent {
  /** Undefined until a plan is known that reaches the end. */
  best: PlanScore | undefined;
  private readonly problem: OptimumProblem;
  private readonly course: Course;
  readonly effort: Effort;

  /** @param effort for all that is done here */
  constructor(problem: OptimumProblem, course: Course, effort: Effort) {
    this.problem = problem;
    this.course = course;
    this.effort = effort;
  }

  get score(): number {
    return this.best?.score ?? Number.NEGATIVE_INFINITY;
  }

  /** What is better than it by this share, which is nothing as long as there is none. */
  above(share: number): number {
    return this.best === undefined ? Number.POSITIVE_INFINITY : this.score + this.share(share);
  }

  /** This share of its score, without sign. */
  share(share: number): number {
    return this.best === undefined ? 0 : share * Math.abs(this.score);
  }

  /** Looks whether these levels are better. */
  offer(levels: readonly number[]): void {
    const plan = scored(this.course, this.problem.qoe, levels);
    if (plan && plan.score > this.score) this.best = plan;
  }

  branch(spec: BranchSpec, steps: number): Branch {
    return branchOf(this.problem, this.course, spec, this.score, {
      steps,
      effort: this.effort,
      merit: "worst",
    });
  }

  /**
   * Looks for better plans in a branch.
   *
   * @param most share of the effort left that this may take
   * @returns what none of its plans exceeds, if the course is the smooth one and the present score is not better
   */
  search({ bound, ways }: Branch, options: Omit<SearchOptions, "lower" | "effort">, most = 1): number {
    const search = new Search(this.course, bound, this.problem.qoe);
    const effort = this.effort.part(most * this.effort.left);
    const { best, leftOut } = search.run(ways, { ...options, lower: this.score, effort });
    if (!best) return leftOut;
    this.offer(best.levels);
    return Math.max(isBetter(best.score, this.score) ? best.score : this.score, leftOut);
  }
}
