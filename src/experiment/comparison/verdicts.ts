import type { StatusCounts } from "../../model/results.js";
import type { Verdict } from "../../model/verdicts.js";
import { randomStream } from "../../random.js";
import { benjaminiHochberg, bootstrapRatios, type RatioColumn } from "../../statistics/index.js";
import { type Results, setsOfTraces } from "../results/results.js";
import { type Circumstances, cautionsOf } from "./cautions.js";
import type { ContrastInMetric } from "./contrast-in-metric.js";
import { type ComparisonDesign, marginSize, USUAL_MARGIN } from "./design.js";
import { concluded, type RawEvidence, rawEvidence, smallerGroup } from "./evidence.js";
import { meanOf, unitsIn } from "./metric-ratios.js";
import { tailsOf } from "./tails.js";

/** Two-sided; the ends of the second are one-sided 95 % bounds. */
export const CONFIDENCES = [0.95, 0.9] as const;
/** Of the control's mean: an improvement that is worth a roll-out (document 003, section 6.2). */
const WORTH_A_ROLL_OUT = 0.02;

/** How the design groups and divides the traces, and how sessions on them ended. */
export interface Grouping {
  /** Of each arm. */
  readonly counts: readonly StatusCounts[];
  /** The stratum of each trace. */
  readonly strata: Int32Array;
  /** By trace, in a design without pairs. */
  readonly inArm?: Uint8Array;
}

/** What each contrast shows in each compared metric, over all traces and set by set. */
export function verdictsOf(
  results: Results,
  cases: readonly ContrastInMetric[],
  design: ComparisonDesign,
  grouping: Grouping,
): Verdict[] {
  const permutations = () => randomStream(results.seed, "permutation");
  const overall = cases.map((one) => {
    const arm = one.ratios.arms[one.arm]!;
    const control = one.ratios.arms[one.control]!;
    const { inArm } = grouping;
    const pairs = pairsOf(results, one, () => true);
    return rawEvidence({
      ...{ column: one.column, arm, control, estimate: one.estimate, pairs, random: permutations() },
      ...(inArm && { inArm }),
    });
  });
  const bySet = evidenceBySet(results, cases, grouping, permutations);
  const adjusted = benjaminiHochberg(overall.map(testedP));
  // Sets are looked at in search of something: they are a family of tests of their own.
  const adjustedBySet = benjaminiHochberg(bySet.flatMap((sets) => sets.map(({ raw }) => testedP(raw))));
  const tails = tailsOf(results, cases, design, grouping.strata);
  let place = 0;
  return cases.map((one, index): Verdict => {
    const { contrast, column, ratios, control } = one;
    const marginOf = (mean: number | undefined) =>
      marginSize(design.margins?.[column.name] ?? USUAL_MARGIN, mean);
    const margin = marginOf(meanOf(ratios.arms[control]!));
    const evidence = concluded(overall[index]!, adjusted[index], column, margin);
    const sets = bySet[index]!.map(({ set, raw, mean }) => ({
      set,
      evidence: concluded(raw, adjustedBySet[place++], column, marginOf(mean)),
    }));
    const circumstances = circumstancesOf(results, one, grouping);
    // What is left where sessions were lost may well be better, and is not what viewers got.
    const worthIt = evidence.finding === "better" && circumstances.lost <= circumstances.controlLost;
    const improved = column.better === "lower" ? -(evidence.relative ?? 0) : (evidence.relative ?? 0);
    return {
      ...contrast,
      metric: column.name,
      margin,
      overall: evidence,
      sets,
      tails: tails[index]!,
      decision: worthIt && improved > WORTH_A_ROLL_OUT ? "roll out" : "keep",
      cautions: cautionsOf(evidence, sets, circumstances),
    };
  });
}

function circumstancesOf(
  { traces }: Results,
  { arm, control, estimate }: ContrastInMetric,
  { counts, inArm }: Grouping,
): Circumstances {
  const [ofArm, ofControl] = [counts[arm], counts[control]];
  const all = ({ completed, quit, starved, failed }: StatusCounts) => completed + quit + starved + failed;
  return {
    sessions: all(ofArm!),
    lost: ofArm!.failed + ofArm!.starved,
    controlLost: ofControl!.failed + ofControl!.starved,
    traces: inArm ? smallerGroup(inArm) : traces.length,
    intervalHeld: estimate.method === "limited",
  };
}

/** Where no trace differs there is nothing to test, and no test to be counted among the others. */
const testedP = ({ p, wins, ties, losses }: RawEvidence): number | undefined =>
  ties > 0 && wins + losses === 0 ? undefined : p;

interface SetEvidence {
  readonly set: string;
  readonly raw: RawEvidence;
  /** The control's mean. */
  readonly mean: number | undefined;
}

/** Of each case, the evidence of each set; none where there is but one set, or no pairs. */
function evidenceBySet(
  results: Results,
  cases: readonly ContrastInMetric[],
  { inArm }: Grouping,
  permutations: () => () => number,
): SetEvidence[][] {
  const { sets, setOfTrace } = setsOfTraces(results.traces);
  if (sets.length < 2 || inArm) return cases.map(() => []);
  const found = cases.map((): SetEvidence[] => []);
  sets.forEach((set, number) => {
    const traces = Array.from(setOfTrace.keys()).filter((trace) => setOfTrace[trace] === number);
    const columns = cases.map(({ ratios, arm, control }) => ({
      ...onTraces(ratios.arms[arm]!, traces),
      minus: onTraces(ratios.arms[control]!, traces),
    }));
    const estimates = bootstrapRatios({
      columns,
      confidences: CONFIDENCES,
      random: randomStream(results.seed, "bootstrap", set),
    });
    cases.forEach((one, index) => {
      const { minus: control, ...arm } = columns[index]!;
      const pairs = pairsOf(results, one, (trace) => setOfTrace[trace] === number);
      const estimate = estimates[index]!;
      const raw = rawEvidence({ column: one.column, arm, control, estimate, pairs, random: permutations() });
      found[index]!.push({ set, raw, mean: meanOf(control) });
    });
  });
  return found;
}

const onTraces = ({ numerator, denominator }: RatioColumn, traces: readonly number[]): RatioColumn => ({
  numerator: Float64Array.from(traces, (trace) => numerator[trace]!),
  denominator: Float64Array.from(traces, (trace) => denominator[trace]!),
});

/** Sessions of the arm that enter: in a paired design as many as the control's. */
function pairsOf(
  { arms }: Results,
  { ratios, arm }: ContrastInMetric,
  counts: (trace: number) => boolean,
): number {
  return unitsIn(ratios.units[arm]!.filter((_, trace) => counts(trace))) * arms[arm]!.seats.length;
}
