import type { MetricColumn } from "../../model/results.js";
import type { RatioColumn } from "../../statistics/index.js";
import { traceWeights } from "../comparison/design.js";
import { meanOf, metricRatios } from "../comparison/metric-ratios.js";
import { metricSessions } from "../comparison/metric-sessions.js";
import { statusCounts } from "../comparison/status-counts.js";
import { checkThreshold, type Threshold } from "../gate/threshold.js";
import type { Results } from "../results/results.js";

/** How an arm does in a round. */
export interface Standing {
  /** A place in the results' list. */
  readonly arm: number;
  /** The objective; undefined where no session has a value. */
  readonly mean: number | undefined;
  /** The same as sums over traces, over the sessions that all arms are compared on. */
  readonly ratio: RatioColumn;
  /** Whether these are the sessions of the others, too. */
  readonly isPaired: boolean;
  readonly sessions: number;
  /** Those that failed or starved. */
  readonly lost: number;
  /** The figure of each limit. */
  readonly limits: readonly (number | undefined)[];
  /** By how much it misses what it has to keep; 0 where it keeps all. */
  readonly violation: number;
}

export interface Aim {
  readonly objective: MetricColumn;
  readonly limits: readonly Threshold[];
  readonly weights?: Readonly<Record<string, number>> | undefined;
}

/**
 * How the arms of results do, the first being the arm as it is. All are compared over the sessions in which all have a
 * value; but whoever loses more sessions than the first is looked at beside that one alone, so that it takes no sessions
 * from the others.
 */
export function standingsOf(results: Results, { objective, limits, weights }: Aim): Standing[] {
  const { arms, table, traces } = results;
  const sampling = { weights: traceWeights(traces, weights), takes: () => true };
  const counts = arms.map(({ seats }) => {
    const { completed, quit, starved, failed } = statusCounts(table, seats);
    return { sessions: completed + quit + starved + failed, lost: starved + failed };
  });
  const isSound = counts.map(({ lost }) => lost <= counts[0]!.lost);
  const ratios = (places: readonly number[]) => {
    const seats = places.map((place) => arms[place]!.seats);
    return metricRatios(metricSessions(objective, results, seats), results, seats, sampling).arms;
  };
  const sound = arms.flatMap((_, place) => (isSound[place] ? [place] : []));
  const together = ratios(sound);
  const checks = limits.map((limit) => checkThreshold(results, limit));
  return arms.map((_, arm): Standing => {
    const ratio = isSound[arm] ? together[sound.indexOf(arm)]! : ratios([0, arm])[1]!;
    const { sessions, lost } = counts[arm]!;
    const excess = Math.max(0, lost - counts[0]!.lost) / Math.max(1, sessions);
    const missed = limits.map((limit, place) => miss(limit, checks[place]![arm]!));
    return {
      ...{ arm, mean: meanOf(ratio), ratio, isPaired: isSound[arm]!, sessions, lost },
      limits: checks.map((check) => check[arm]!.value),
      violation: missed.reduce((sum, one) => sum + one, excess),
    };
  });
}

/** By how much a figure misses its limit, as a share of it; 0 where it is kept. */
function miss(
  { limit, comparison }: Threshold,
  { outcome, value }: ReturnType<typeof checkThreshold>[number],
): number {
  if (outcome === "pass") return 0;
  if (value === undefined) return Number.POSITIVE_INFINITY;
  const excess = comparison.startsWith("<") ? value - limit : limit - value;
  // Strict limits are missed by what equals them.
  return Math.max(Number.MIN_VALUE, excess / (Math.abs(limit) || 1));
}

/**
 * The best first: those that keep all limits before those that do not, these by how much they miss (Deb 2000, "An
 * efficient constraint handling method for genetic algorithms"), then by the objective, and last in order.
 */
export function ranked(standings: readonly Standing[], { better }: MetricColumn): Standing[] {
  const sign = better === "lower" ? 1 : -1;
  const cost = ({ mean }: Standing) => (mean === undefined ? Number.POSITIVE_INFINITY : sign * mean);
  const order = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
  return [...standings].sort(
    (one, other) =>
      order(one.violation, other.violation) || order(cost(one), cost(other)) || one.arm - other.arm,
  );
}
