import { type OptionKinds, withDefaults } from "../model/options.js";
import type { PolicyFactory } from "../model/policy.js";
import type { EntryOf } from "./entry.js";
import { estimatorOf } from "./mpc/options.js";
import { planningPolicy } from "./mpc/planner.js";
import { RobustPrediction } from "./mpc/prediction.js";
import { type MpcOptions, mpcDefaults, mpcKinds } from "./mpc.js";

export interface RobustMpcOptions extends MpcOptions {
  /** The prediction is lowered by the largest relative error of so many of the newest downloads. */
  readonly errorCount: number;
}

export const robustMpcDefaults: RobustMpcOptions = { ...mpcDefaults, errorCount: 5 };

export const robustMpcKinds: OptionKinds<RobustMpcOptions> = { ...mpcKinds, errorCount: "count" };

/**
 * RobustMPC of Yin, Jindal, Sekar and Sinopoli (SIGCOMM 2015), as Pensieve's mpc.py has it (Mao et al., SIGCOMM 2017):
 * `mpc` with its prediction divided by 1 + the largest of its last 5 relative errors, which makes it the best plan for
 * about the worst throughput to be expected. See {@link RobustPrediction} for the errors.
 *
 * The errors are a session's own; mpc.py carries them, and the last prediction, over to the next trace, which is a slip.
 */
export const robustMpc: PolicyFactory<RobustMpcOptions> = (options, context) => {
  const settings = withDefaults(robustMpcDefaults, options);
  const prediction = new RobustPrediction(estimatorOf(settings)(context), settings.errorCount);
  return planningPolicy("robust-mpc", settings, context, prediction);
};

export const robustMpcEntry = {
  name: "robust-mpc",
  factory: robustMpc,
  defaults: robustMpcDefaults,
  kinds: robustMpcKinds,
  summary: "MPC whose prediction is lowered by its largest recent error",
  citation: "Yin, Jindal, Sekar, Sinopoli: A Control-Theoretic Approach. SIGCOMM 2015",
} satisfies EntryOf<RobustMpcOptions>;
