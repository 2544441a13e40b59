import { type OptionKinds, withDefaults } from "../model/options.js";
import type { PolicyFactory } from "../model/policy.js";
import type { EntryOf } from "./entry.js";
import {
  estimatorOf,
  type PlanOptions,
  type PredictionOptions,
  planDefaults,
  planKinds,
  predictionDefaults,
  predictionKinds,
} from "./mpc/options.js";
import { type ReusedDecision, unforeseen } from "./mpc/planner.js";
import { MpcTable } from "./mpc/table.js";
import { currentLevel, withinAllowed } from "./shared/ladder.js";

export interface FastMpcOptions extends PlanOptions, PredictionOptions {
  /** Bins of the buffer level, of equal width from 0 to the maximum buffer. */
  readonly bufferBins: number;
  /** Bins of the predicted throughput. */
  readonly predictionBins: number;
  /**
   * `log`: bins in equal proportion, from a quarter of the lowest bitrate to four times the highest. `linear`: of equal
   * width, from 0 to twice the highest bitrate. Predictions beyond fall into the outermost bins.
   */
  readonly predictionSpacing: "log" | "linear";
}

export const fastMpcDefaults: FastMpcOptions = {
  ...planDefaults,
  ...predictionDefaults,
  bufferBins: 100,
  predictionBins: 100,
  predictionSpacing: "log",
};

export const fastMpcKinds: OptionKinds<FastMpcOptions> = {
  ...planKinds,
  ...predictionKinds,
  bufferBins: "count",
  predictionBins: "count",
  predictionSpacing: ["log", "linear"],
};

/**
 * FastMPC of Yin, Jindal, Sekar and Sinopoli (SIGCOMM 2015): what `mpc` would decide, looked up in a table over the
 * buffer level, the last level and the predicted throughput, each cell solved for the middle of its bins. As in the
 * paper a bin counts the same wherever in the video one is: segments have their nominal sizes, bitrate x duration, and
 * the plan its full horizon, even where fewer segments are left. The numbers of bins are the paper's, 100 each; that
 * the throughput's are in proportion is ours, so that the low levels of a wide ladder are told apart as well as the
 * high ones.
 *
 * The paper solves the table beforehand and stores it run-length coded; here a cell is solved when a session first
 * comes to it, so that no session waits for cells that it never sees.
 */
export const fastMpc: PolicyFactory<FastMpcOptions> = (options, context) => {
  const settings = withDefaults(fastMpcDefaults, options);
  const prediction = estimatorOf(settings)(context);
  const table = new MpcTable(context, settings);
  const decision: ReusedDecision = { level: 0 };
  return {
    name: "fast-mpc",
    onSample: (sample) => prediction.add(sample),
    decide(o) {
      const estimate = prediction.estimate(o.now);
      decision.estimate = estimate;
      decision.reason = estimate === undefined ? "no samples" : "table";
      const level =
        estimate === undefined ? unforeseen(o, settings) : table.level(o.buffer, currentLevel(o), estimate);
      decision.level = withinAllowed(level, o.allowed);
      return decision;
    },
  };
};

export const fastMpcEntry = {
  name: "fast-mpc",
  factory: fastMpc,
  defaults: fastMpcDefaults,
  kinds: fastMpcKinds,
  summary: "MPC by a table over buffer, last level and predicted throughput, in bins",
  citation: "Yin, Jindal, Sekar, Sinopoli: A Control-Theoretic Approach. SIGCOMM 2015",
} satisfies EntryOf<FastMpcOptions>;
