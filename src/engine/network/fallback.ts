import type { FallbackStep } from "../../model/settings/index.js";

/** Steps that the fetcher takes; the others are the player's. */
export type NetworkStep = Extract<FallbackStep, "switch protocol" | "other cdn">;

export const isNetworkStep = (step: FallbackStep): step is NetworkStep =>
  step === "switch protocol" || step === "other cdn";

/**
 * What is still to be tried for one segment, in the order of the settings (document 000, "Fallback Mechanisms").
 * Fetcher and player walk the same chain: the fetcher takes the network's steps as they come up, and leaves off at
 * the first that is the player's.
 */
export class FallbackChain {
  private readonly steps: readonly FallbackStep[];
  private readonly reductions: number;
  private place = 0;
  private reduced = 0;

  /**
   * @param reductions how often "lower quality" is handed out before the chain goes on. The document goes on when
   *   no lower level is left, which is as often as the level is high.
   */
  constructor(steps: readonly FallbackStep[], reductions = 1) {
    this.steps = steps;
    this.reductions = reductions;
  }

  /** The step that is next; undefined if nothing is left to try. */
  peek(): FallbackStep | undefined {
    return this.steps[this.place];
  }

  /** Takes the next step. */
  next(): FallbackStep | undefined {
    const step = this.peek();
    if (step === "lower quality" && ++this.reduced < this.reductions) return step;
    this.reduced = 0;
    this.place++;
    return step;
  }
}
