import type { Answers } from "../../support/observed/session.js";

/** What `pages/policies.ts`, in Chromium, and those who ask it, in Node, agree on. Paths are below the server's root. */

/** A policy, as the page is told of it. */
export interface ServedPolicy {
  readonly name: string;
  /** What `abrsim/policies` exports it as. */
  readonly exportName: string;
  /** The path of a bundle that exports it by default. */
  readonly bundle: string;
}

/** What the page is asked of one policy. */
export interface PolicyQuestion {
  readonly policy: ServedPolicy;
  /** Missing: asked for its answers, and not timed. */
  readonly timing?: Timing;
}

export interface Timing {
  /** How many policies are told the same side by side; the clock is read about all of them. */
  readonly together: number;
  /** How often at most; of each decision the shortest time counts, because a machine has more to do than this page. */
  readonly passes: number;
  /** No more passes are needed once 99 decisions of 100 take less. Missing: all are made. */
  readonly enoughMs?: number;
}

/** Of the package's modules, and of the bundle; by session. */
export interface PolicyAnswers {
  readonly asModules: readonly Answers[];
  readonly asBundle: readonly Answers[];
}

/** One a decision: of `decide`, and of what the policy was told since the decision before, but for progress. */
export interface DecisionTimes {
  readonly ms: readonly number[];
}

/** Where the page finds the sessions to tell, and `abrsim/policies` as it is built. */
export const SESSIONS = "sessions.json";
export const MODULES = "dist/policies/index.js";
