import type { GateOutcome, GateReason, MetricCheck } from "../../model/gate.js";
import type { Interval, MetricColumn } from "../../model/results.js";
import { randomStream } from "../../random.js";
import {
  bootstrapRatios,
  nonInferiority,
  pairsNeeded,
  type Ratio,
  type RatioColumn,
  swapTest,
} from "../../statistics/index.js";
import { FEWEST_TRACES } from "../comparison/cautions.js";
import { marginSize } from "../comparison/design.js";
import { meanOf } from "../comparison/metric-ratios.js";

/** One metric of one arm, before and now, on the traces of both. */
export interface MetricCase {
  readonly policy: string;
  readonly column: MetricColumn;
  readonly now: Ratio;
  readonly before: Ratio;
  /** The set of each trace, as a number. */
  readonly strata: Int32Array;
  /** What each trace counts. */
  readonly weights: Float64Array;
  readonly margin: number | string;
  readonly seed: number;
}

/** A check, but for what only all checks together can say. */
export type RawCheck = Omit<MetricCheck, "outcome" | "reason"> & {
  /** What this metric says by itself. */
  readonly finding: { readonly outcome: GateOutcome; readonly reason: GateReason };
};

const pass = (reason: GateReason) => ({ outcome: "pass", reason }) as const;
const fail = (reason: GateReason) => ({ outcome: "fail", reason }) as const;
const inconclusive = (reason: GateReason) => ({ outcome: "inconclusive", reason }) as const;

/** Compares a metric with its baseline by its margin. */
export function checkMetric(given: MetricCase): RawCheck {
  const { policy, column, margin: marginAsGiven, seed } = given;
  const { now, before, strata, traces, sameTraces } = common(given);
  const baseline = meanOf(before);
  const margin = marginSize(marginAsGiven, baseline);
  const base = { policy, metric: column.name, traces, baseline, now: meanOf(now), margin, marginAsGiven };
  const without = { ...base, difference: undefined, interval90: undefined, pWorse: undefined };
  if (baseline === undefined || base.now === undefined || margin === undefined)
    return { ...without, finding: withoutValue(given) };
  const lost = lostTraces(given);
  if (lost > 0) {
    const reason: GateReason = { kind: "values lost", traces, before: traces + lost };
    return { ...without, difference: base.now - baseline, finding: fail(reason) };
  }
  if (sameTraces && isSame(now, before))
    return {
      ...{ ...base, difference: 0, interval90: [0, 0], pWorse: undefined },
      finding: pass({ kind: "identical" }),
    };
  const difference = base.now - baseline;
  if (traces < FEWEST_TRACES)
    return {
      ...{ ...without, difference },
      finding: inconclusive({ kind: "few traces", traces, needed: FEWEST_TRACES }),
    };
  const [estimate] = bootstrapRatios({
    columns: [{ ...now, minus: before }],
    strata,
    confidences: [0.9],
    random: randomStream(seed, "bootstrap"),
  });
  const interval90 = estimate?.intervals[0];
  const pWorse = worseBeyond(margin, column, now, before, () => randomStream(seed, "permutation"));
  const check = { ...base, difference, interval90, pWorse };
  if (interval90 === undefined) return { ...check, finding: inconclusive({ kind: "undecided" }) };
  const judged = nonInferiority(higherIsBetter(interval90, column.better), margin);
  if (judged === "pass") return { ...check, finding: pass({ kind: "within margin" }) };
  if (judged === "fail") return { ...check, finding: fail({ kind: "beyond margin" }) };
  const needed = neededTraces(check, column.better, estimate?.standardError);
  return { ...check, finding: { outcome: "inconclusive", reason: doubt(check, needed) } };
}

/** Why a check is left open. */
function doubt(
  { baseline, margin }: Pick<RawCheck, "baseline" | "margin">,
  needed: { readonly tracesNeeded?: number } = {},
): GateReason {
  return baseline === 0 && margin === 0 ? { kind: "no margin" } : { kind: "undecided", ...needed };
}

/** Some sessions have a value on one side alone, or on neither. */
function withoutValue({ now, before }: MetricCase): RawCheck["finding"] {
  if (meanOf(before) !== undefined) return fail({ kind: "no value", in: "results" });
  if (meanOf(now) !== undefined) return inconclusive({ kind: "no value", in: "baseline" });
  return pass({ kind: "identical" });
}

/** How many traces had a value and have none: whatever sessions are left there, viewers saw nothing worth a score. */
function lostTraces({ now, before }: MetricCase): number {
  return before.denominator.filter((below, trace) => below > 0 && !(now.denominator[trace]! > 0)).length;
}

/** The traces that both sides have a value on, each weighted. */
function common({ now, before, strata, weights }: MetricCase) {
  const has = ({ denominator }: Ratio, trace: number) => denominator[trace]! > 0;
  const both = Array.from(strata.keys()).filter((trace) => has(now, trace) && has(before, trace));
  const sameTraces = Array.from(strata.keys()).every((trace) => has(now, trace) === has(before, trace));
  const on = ({ numerator, denominator }: Ratio): RatioColumn => ({
    numerator: Float64Array.from(both, (trace) => weights[trace]! * numerator[trace]!),
    denominator: Float64Array.from(both, (trace) => weights[trace]! * denominator[trace]!),
  });
  return {
    ...{ now: on(now), before: on(before), sameTraces, traces: both.length },
    strata: Int32Array.from(both, (trace) => strata[trace]!),
  };
}

/** Whether every trace has the very figures that it had. */
const isSame = (a: Ratio, b: Ratio) =>
  a.numerator.every((value, trace) => value === b.numerator[trace]) &&
  a.denominator.every((value, trace) => value === b.denominator[trace]);

/** A difference turned so that higher is better; where neither direction is, any difference is for the worse. */
function higherIsBetter([low, high]: Interval, better: MetricColumn["better"]): Interval {
  if (better === "higher") return [low, high];
  if (better === "lower") return [-high, -low];
  const [least, most] = [Math.max(low, -high, 0), Math.max(-low, high)];
  return [-most, -least];
}

/** More traces than so many times those at hand are no advice. */
const MOST_TIMES_MORE = 20;

/** How many traces like these would tell a difference of this size from the margin, four times in five. */
function neededTraces(
  { difference, margin, traces }: Omit<RawCheck, "finding">,
  better: MetricColumn["better"],
  standardError: number | undefined,
): { readonly tracesNeeded?: number } {
  if (difference === undefined || margin === undefined || !standardError) return {};
  const worse = { higher: -difference, lower: difference, neither: Math.abs(difference) }[better];
  const deviation = standardError * Math.sqrt(traces);
  if (!(worse < margin)) return {};
  const tracesNeeded = pairsNeeded((margin - worse) / deviation, { design: "non-inferiority" });
  return tracesNeeded > MOST_TIMES_MORE * traces ? {} : { tracesNeeded };
}

/** One-sided, of the arm's being no worse than the margin: by permutation, the margin added to one side. */
function worseBeyond(
  margin: number,
  { better }: MetricColumn,
  now: Ratio,
  before: Ratio,
  random: () => () => number,
): number | undefined {
  const shifted = (by: number): Ratio => ({
    numerator: now.numerator.map((value, trace) => value + by * now.denominator[trace]!),
    denominator: now.denominator,
  });
  const less = () => swapTest({ arm: shifted(margin), control: before, random: random() })?.less;
  const greater = () => swapTest({ arm: shifted(-margin), control: before, random: random() })?.greater;
  if (better === "higher") return less();
  if (better === "lower") return greater();
  return minDefined(less(), greater());
}

function minDefined(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
