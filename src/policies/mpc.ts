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
import { planningPolicy } from "./mpc/planner.js";

export interface MpcOptions extends PlanOptions, PredictionOptions {
  /**
   * How many segments farther on the sizes are looked up. 0 is right; 1 is what Pensieve's mpc.py does, where the plan
   * for segment i reads the size of segment i + 1, and the last one a row beyond those played.
   */
  readonly sizeOffset: number;
}

export const mpcDefaults: MpcOptions = { ...planDefaults, ...predictionDefaults, sizeOffset: 0 };

export const mpcKinds: OptionKinds<MpcOptions> = { ...planKinds, ...predictionKinds, sizeOffset: "level" };

/**
 * Model predictive control of Yin, Jindal, Sekar and Sinopoli ("A Control-Theoretic Approach for Dynamic Adaptive
 * Video Streaming over HTTP", SIGCOMM 2015), with horizon, objective and arithmetic of Pensieve's mpc.py (Mao et al.,
 * SIGCOMM 2017): the throughput is predicted to stay at the harmonic mean of the last 5 downloads (bits over the whole
 * request, latency included), and the first level is taken of the plan that maximises, over the next 5 segments,
 *
 *     sum Mbit/s - 4.3 x rebuffering seconds - sum |change in Mbit/s|.
 *
 * It differs from the paper in that the first segment is not part of a plan, because nothing has been measured, and
 * startup delay no part of the objective; from mpc.py in the sizes (see `sizeOffset`). A full buffer is not foreseen,
 * as in both. Where a player rules levels out, the choice is the nearest that it accepts.
 */
export const mpc: PolicyFactory<MpcOptions> = (options, context) => {
  const settings = withDefaults(mpcDefaults, options);
  return planningPolicy("mpc", settings, context, estimatorOf(settings)(context));
};

export const mpcEntry = {
  name: "mpc",
  factory: mpc,
  defaults: mpcDefaults,
  kinds: mpcKinds,
  summary: "Model predictive control: the best plan over five segments at the predicted throughput",
  citation: "Yin, Jindal, Sekar, Sinopoli: A Control-Theoretic Approach. SIGCOMM 2015",
} satisfies EntryOf<MpcOptions>;
