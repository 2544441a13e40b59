import type { BestCandidate, CandidateFigures } from "../../report/tune/index.js";
import { setsOfTraces } from "../results/results.js";
import { edgesOf } from "./edges.js";
import { excludesZero, intervalsOf, turned } from "./intervals.js";
import { armOf, type PlannedTuning } from "./plan-tuning.js";
import type { PlayedRound } from "./search.js";
import type { Standing } from "./standings.js";

/** What the rounds say of the arm as it is, of every candidate, and of the best. */
export interface TrainingReport {
  readonly defaults: CandidateFigures;
  readonly candidates: readonly CandidateFigures[];
  readonly best?: BestCandidate;
  /** Whether the best candidate is before the arm as it is. */
  readonly isBetter: boolean;
}

export function trainingReport(planned: PlannedTuning, played: readonly PlayedRound[]): TrainingReport {
  const last = played.at(-1)!.standings;
  const best = last.find(({ arm, violation, mean }) => arm !== 0 && violation === 0 && mean !== undefined);
  const compared = comparedToBest(planned, last, best);
  // Whoever came farther is before whoever dropped out earlier.
  const order = [...played].reverse().flatMap(({ standings }) => standings.map(({ arm }) => arm));
  const ranks = [...new Set(order.filter((arm) => arm !== 0))];
  const figures = (arm: number): CandidateFigures => {
    const round = played.findLastIndex(({ standings }) => standings.some((one) => one.arm === arm));
    const { mean, sessions, lost, limits, violation } = played[round]!.standings.find(
      (one) => one.arm === arm,
    )!;
    return {
      candidate: arm,
      options: arm === 0 ? planned.arm.options : planned.design.candidates[arm - 1]!,
      ...(arm !== 0 && { rank: ranks.indexOf(arm) + 1 }),
      round: round + 1,
      ...(mean !== undefined && { mean }),
      ...compared.get(arm),
      ...{ sessions, lost },
      limits: limits.map((value) => value ?? null),
      allowed: violation === 0,
    };
  };
  return {
    defaults: figures(0),
    candidates: planned.design.candidates.map((_, index) => figures(index + 1)),
    ...(best && { best: bestOf(planned, last, best, compared) }),
    isBetter: best !== undefined && last.indexOf(best) < last.findIndex(({ arm }) => arm === 0),
  };
}

type Compared = Pick<CandidateFigures, "interval" | "difference" | "differenceInterval">;

/** For a ranking of hundreds; figures that something is concluded from have as many as all others. */
const RESAMPLES = 2000;

/** Of everyone in the last round, by arm. */
function comparedToBest(
  planned: PlannedTuning,
  standings: readonly Standing[],
  best: Standing | undefined,
): Map<number, Compared> {
  const by = { seed: planned.plan.seed, resamples: RESAMPLES };
  const strata = strataOf(planned, standings);
  // Whoever lost sessions has been looked at on others than the best.
  const paired = best ? standings.filter(({ mean, isPaired }) => mean !== undefined && isPaired) : [];
  const means = intervalsOf(
    standings.map(({ ratio }) => ratio),
    strata,
    by,
  );
  const differences = intervalsOf(
    paired.map(({ ratio }) => ({ ...ratio, minus: best!.ratio })),
    strata,
    by,
  );
  return new Map(
    standings.map((standing, place) => {
      const [interval, at] = [means[place], paired.indexOf(standing)];
      const differenceInterval = differences[at];
      return [
        standing.arm,
        {
          ...(interval && { interval }),
          ...(at >= 0 && { difference: standing.mean! - best!.mean! }),
          ...(differenceInterval && { differenceInterval }),
        },
      ];
    }),
  );
}

/** The set of each trace of the last round. */
function strataOf({ plan, order }: PlannedTuning, standings: readonly Standing[]): Int32Array {
  const traces = standings[0]!.ratio.numerator.length;
  return setsOfTraces(order.slice(0, traces).map((place) => plan.traces[place]!)).setOfTrace;
}

function bestOf(
  planned: PlannedTuning,
  standings: readonly Standing[],
  best: Standing,
  compared: ReadonlyMap<number, Compared>,
): BestCandidate {
  const { arm: tuned, design, objective, plan } = planned;
  const defaults = standings.find(({ arm }) => arm === 0)!;
  const others = standings.filter(({ arm, violation }) => arm !== 0 && arm !== best.arm && violation === 0);
  const candidate = design.candidates[best.arm - 1]!;
  const sign = objective.better === "lower" ? -1 : 1;
  const difference = { ...best.ratio, minus: defaults.ratio };
  const [interval] = intervalsOf([difference], strataOf(planned, standings), { seed: plan.seed });
  return {
    candidate: best.arm,
    arm: armOf(tuned, candidate, `${tuned.name}-tuned`) as unknown as BestCandidate["arm"],
    ...(defaults.mean !== undefined && { gain: sign * (best.mean! - defaults.mean) + 0 }),
    ...(interval && { gainInterval: turned(interval, sign) }),
    alike: others.filter(({ arm }) => !excludesZero(compared.get(arm)?.differenceInterval)).length,
    others: others.length,
    edges: edgesOf(design.space, candidate, tuned.use),
  };
}
