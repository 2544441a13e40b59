import type { Estimator } from "../../estimators/estimator.js";
import type { Decision, Observation, Policy, PolicyContext } from "../../model/policy.js";
import type { BitsPerSecond } from "../../units.js";
import { currentLevel, withinAllowed } from "../shared/ladder.js";
import type { PlanOptions, PredictionOptions } from "./options.js";
import { MpcSearch, type PlanStart } from "./search.js";
import { sizesAhead } from "./sizes-ahead.js";

export interface PlannerSettings extends PlanOptions, Pick<PredictionOptions, "firstLevel"> {
  /** How many segments farther on the sizes are looked up: 0, or 1 to be as wrong as mpc.py. */
  readonly sizeOffset: number;
}

/** Slower than this a link is not taken to be: so that times stay finite. */
const LEAST_PREDICTION: BitsPerSecond = 1;

/** A decision that is written anew each time: a player reads it at once. */
export type ReusedDecision = { -readonly [Part in keyof Decision]: Decision[Part] };

/**
 * Model predictive control: the first level of the best plan over the next segments, if the throughput stays as
 * predicted. See {@link MpcSearch} for what makes a plan good. Deciding allocates nothing.
 */
export function planningPolicy(
  name: string,
  settings: PlannerSettings,
  context: PolicyContext,
  prediction: Estimator,
): Policy {
  const { horizon, sizeOffset } = settings;
  const ahead = sizesAhead(context);
  const search = new MpcSearch(context.levels, horizon, settings);
  const start: { -readonly [Part in keyof PlanStart]: PlanStart[Part] } = {
    steps: 0,
    buffer: 0,
    last: undefined,
  };
  const decision: ReusedDecision = { level: 0 };

  function foresee(o: Observation, throughput: BitsPerSecond): void {
    const levels = o.levels.length;
    start.steps = Math.min(horizon, o.segment.remaining);
    start.buffer = o.buffer;
    start.last = currentLevel(o);
    for (let step = 0, at = 0; step < start.steps; step++) {
      const index = o.segment.index + step;
      search.durations[step] = ahead.duration(o, index);
      for (let level = 0; level < levels; level++)
        search.downloads[at++] = ahead.size(o, index + sizeOffset, level) / throughput;
    }
  }

  return {
    name,
    onSample: (sample) => prediction.add(sample),
    decide(o) {
      const estimate = prediction.estimate(o.now);
      decision.estimate = estimate;
      if (estimate === undefined) {
        decision.reason = "no samples";
        decision.level = withinAllowed(unforeseen(o, settings), o.allowed);
      } else {
        foresee(o, Math.max(estimate, LEAST_PREDICTION));
        decision.level = withinAllowed(search.firstLevel(start), o.allowed);
        decision.reason = search.rebuffering > 0 ? "plan, with rebuffering" : "plan";
      }
      return decision;
    },
  };
}

/** Where nothing is known of the throughput: the level that there was, or the one to begin with. */
export function unforeseen(o: Observation, { firstLevel }: Pick<PredictionOptions, "firstLevel">): number {
  return currentLevel(o) ?? Math.min(firstLevel, o.levels.length - 1);
}
