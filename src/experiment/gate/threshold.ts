import { excerpt, InputError } from "../../errors.js";
import type { ThresholdCheck } from "../../model/gate.js";
import { isShare } from "../../report/number-format.js";
import { quantile } from "../../statistics/index.js";
import { nearestHint } from "../../suggestion.js";
import { meanOf } from "../comparison/metric-ratios.js";
import { statusCounts } from "../comparison/status-counts.js";
import { armValues, type ResultArm, type Results } from "../results/results.js";
import { armRatio } from "./baseline.js";

/** A figure's limit: `stall_ratio.p95<0.005`, `errors<=0.1%`, or of one policy alone `bola: switches.mean<5`. */
export interface Threshold {
  /** As written, but for the policy. */
  readonly text: string;
  /** An arm's name; missing: every arm. */
  readonly policy?: string;
  readonly metric: string;
  readonly aggregate: Aggregate;
  readonly comparison: Comparison;
  readonly limit: number;
}

type Aggregate = "mean" | "min" | "max" | { readonly probability: number };
type Comparison = "<" | "<=" | ">" | ">=";

/** Sessions that failed or starved, as a share of all. */
const ERRORS = "errors";

const EXPECTED = "a threshold such as stall_ratio.p95<0.005 or completion>80%";
const SYNTAX =
  /^(?:(.*):)?\s*([a-z][\w-]*)(?:\.(\w+))?\s*(<=?|>=?)\s*(-?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?)\s*(%?)$/is;

/**
 * @param where for messages
 * @throws InputError when it is none, or asks for what the results do not have
 */
export function parseThreshold(
  text: string,
  results: Pick<Results, "columns"> & { readonly arms: readonly { readonly name: string }[] },
  where: string,
): Threshold {
  const match = SYNTAX.exec(text.trim());
  if (!match) throw new InputError({ where, expected: EXPECTED, received: excerpt(text) });
  const [, given, metric = "", aggregate = "mean", comparison = "", number = "", percent] = match;
  const arms = results.arms.map(({ name }) => name);
  const policy = given === undefined || arms.includes(given) ? given : given.trim();
  if (policy !== undefined && !arms.includes(policy))
    throw unknown(where, "a policy of the results", policy, arms);
  const metrics = [...results.columns.map(({ name }) => name), ERRORS];
  if (!metrics.includes(metric)) throw unknown(where, "a metric of the results", metric, metrics);
  const column = results.columns.find(({ name }) => name === metric);
  if (percent && column !== undefined && !isShare(column))
    throw new InputError({
      where,
      expected: `a limit of ${metric} in its unit${column.unit === "" ? "" : `, ${column.unit}`}`,
      received: `${number} %`,
      hint: "Only shares have limits in percent",
    });
  const limit = Number(number) / (percent ? 100 : 1);
  if (!Number.isFinite(limit)) throw new InputError({ where, expected: EXPECTED, received: excerpt(text) });
  return {
    text: (policy === undefined ? text : text.slice(text.indexOf(":", given!.length) + 1)).trim(),
    ...(policy !== undefined && { policy }),
    metric,
    aggregate: aggregateOf(aggregate, metric, where),
    comparison: comparison as Comparison,
    limit,
  };
}

function aggregateOf(word: string, metric: string, where: string): Aggregate {
  const percentile = /^p(100|\d{1,2}(?:_\d+)?)$/i.exec(word)?.[1];
  if (metric === ERRORS && word !== "mean")
    throw new InputError({ where, expected: `${ERRORS} alone`, received: `${ERRORS}.${word}` });
  if (percentile !== undefined) return { probability: Number(percentile.replace("_", ".")) / 100 };
  if (word === "median") return { probability: 0.5 };
  if (word === "mean" || word === "min" || word === "max") return word;
  throw new InputError({
    where,
    expected: "mean, median, min, max or p95 and the like",
    received: excerpt(word),
  });
}

function unknown(where: string, expected: string, received: string, known: readonly string[]): InputError {
  return new InputError({ where, expected, received: excerpt(received), ...nearestHint(received, known) });
}

/** Holds every arm that a threshold is for to it. */
export function checkThreshold(results: Results, threshold: Threshold, targets?: string): ThresholdCheck[] {
  const { text, policy, metric, limit, comparison } = threshold;
  return results.arms
    .filter(({ name }) => policy === undefined || name === policy)
    .map((arm): ThresholdCheck => {
      const value = figureOf(results, arm, threshold);
      const met = value !== undefined && HOLDS[comparison](value, limit);
      return {
        policy: arm.name,
        threshold: text,
        ...(targets !== undefined && { targets }),
        metric,
        outcome: met ? "pass" : "fail",
        value,
        limit,
      };
    });
}

const HOLDS: Readonly<Record<Comparison, (value: number, limit: number) => boolean>> = {
  "<": (value, limit) => value < limit,
  "<=": (value, limit) => value <= limit,
  ">": (value, limit) => value > limit,
  ">=": (value, limit) => value >= limit,
};

/** Over the arm's own sessions; the mean of a ratio is the ratio of sums. Undefined where no session has a value. */
function figureOf(results: Results, arm: ResultArm, { metric, aggregate }: Threshold): number | undefined {
  if (metric === ERRORS) {
    const { completed, quit, starved, failed } = statusCounts(results.table, arm.seats);
    return (starved + failed) / (completed + quit + starved + failed);
  }
  if (aggregate === "mean") return meanOf(armRatio(results, arm, metric));
  const column = results.columns.findIndex(({ name }) => name === metric);
  const probability = aggregate === "min" ? 0 : aggregate === "max" ? 1 : aggregate.probability;
  return quantile(armValues(results, arm, column), probability);
}
