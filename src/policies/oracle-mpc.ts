import { type OptionKinds, withDefaults } from "../model/options.js";
import type { PolicyFactory } from "../model/policy.js";
import type { EntryOf } from "./entry.js";
import { type PlanOptions, planDefaults, planKinds } from "./mpc/options.js";
import { OracleSearch, type OracleStart } from "./mpc/oracle-search.js";
import type { ReusedDecision } from "./mpc/planner.js";
import { sizesAhead } from "./mpc/sizes-ahead.js";
import { currentLevel, withinAllowed } from "./shared/ladder.js";

export type OracleMpcOptions = PlanOptions;
export const oracleMpcDefaults: OracleMpcOptions = planDefaults;
export const oracleMpcKinds: OptionKinds<OracleMpcOptions> = planKinds;

/**
 * `mpc` with a perfect prediction, the bound that Yin et al. (SIGCOMM 2015) hold their predictors to: objective and
 * horizon are the same, but each download of a plan takes as long as the link will let it, asked for when the one
 * before is there and the segment fits into the buffer. What it lacks to the offline optimum is the price of looking
 * only five segments ahead.
 *
 * The first segment is planned too: its download counts as rebuffering, as in Pensieve's QoE. Of the player it knows
 * the maximum buffer, and takes it to be one that a segment has to fit below; what playback waits for to start or to
 * resume it does not know.
 *
 * @throws Error where the host does not tell the future, as no real player can
 */
export const oracleMpc: PolicyFactory<OracleMpcOptions> = (options, context) => {
  const settings = withDefaults(oracleMpcDefaults, options);
  const { future, levels } = context;
  if (future === undefined)
    throw new Error(
      "oracle-mpc has to be told the future of the link (context.future), which only the simulator can do, " +
        "and does for policies whose name begins with oracle-",
    );
  const ahead = sizesAhead(context);
  const search = new OracleSearch(levels, settings.horizon, settings, future);
  const start: { -readonly [Part in keyof OracleStart]: OracleStart[Part] } = {
    steps: 0,
    buffer: 0,
    last: undefined,
    now: 0,
    maxBuffer: 0,
  };
  const decision: ReusedDecision = { level: 0 };
  return {
    name: "oracle-mpc",
    decide(o) {
      start.steps = Math.min(settings.horizon, o.segment.remaining);
      start.buffer = o.buffer;
      start.last = currentLevel(o);
      start.now = o.now;
      start.maxBuffer = o.maxBuffer;
      for (let step = 0, at = 0; step < start.steps; step++) {
        const index = o.segment.index + step;
        search.durations[step] = ahead.duration(o, index);
        for (let level = 0; level < levels.length; level++) search.sizes[at++] = ahead.size(o, index, level);
      }
      decision.level = withinAllowed(search.firstLevel(start), o.allowed);
      decision.reason = search.rebuffering > 0 ? "plan, with rebuffering" : "plan";
      const size = search.sizes[decision.level]!;
      const seconds = future.deliveryEnd(o.now, size) - o.now;
      decision.estimate = seconds > 0 ? size / seconds : undefined;
      return decision;
    },
  };
};

/** Steps from which on a decision's time is felt. */
const MANY_STEPS = 9;

export function oracleMpcWarnings(options: Partial<OracleMpcOptions>): string[] {
  const { horizon } = withDefaults(oracleMpcDefaults, options);
  if (horizon < MANY_STEPS) return [];
  return [
    `is slow with a horizon of ${horizon}: with a dozen levels, a decision can take tenths of a second`,
  ];
}

export const oracleMpcEntry = {
  name: "oracle-mpc",
  factory: oracleMpc,
  defaults: oracleMpcDefaults,
  kinds: oracleMpcKinds,
  summary: "MPC that is told the link's future: the most that a prediction could bring",
  citation: "Yin, Jindal, Sekar, Sinopoli: A Control-Theoretic Approach. SIGCOMM 2015",
  warnings: oracleMpcWarnings,
} satisfies EntryOf<OracleMpcOptions>;
