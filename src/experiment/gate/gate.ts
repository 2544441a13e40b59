import { InputError } from "../../errors.js";
import type {
  GateChange,
  GateOutcome,
  GateReason,
  GateResult,
  MetricCheck,
  StatusCheck,
  ThresholdCheck,
} from "../../model/gate.js";
import { holm } from "../../statistics/index.js";
import { traceWeights, USUAL_MARGIN } from "../comparison/design.js";
import { SIGNIFICANCE } from "../comparison/evidence.js";
import { statusCounts } from "../comparison/status-counts.js";
import { premisesOf, unlike } from "../results/premises.js";
import type { ResultsFolder } from "../results/read-results.js";
import { setsOfTraces } from "../results/results.js";
import { armRatio, type Baseline, type BaselinePolicy, baselineOf, nodeMajor } from "./baseline.js";
import { checkMetric, type RawCheck } from "./metric-check.js";
import { checkThreshold, type Threshold } from "./threshold.js";

/** What a gate holds results to. */
export interface GateRules {
  /** How much worse each metric may be: in its unit, or in percent of the baseline's mean. */
  readonly margins: Readonly<Record<string, number | string>>;
  /** How much each trace set counts; missing: every session counts once. */
  readonly weights?: Readonly<Record<string, number>>;
  readonly thresholds: readonly { readonly threshold: Threshold; readonly targets?: string }[];
}

/** A baseline and how the user named its file. */
export interface NamedBaseline {
  readonly path: string;
  readonly baseline: Baseline;
}

/**
 * Holds results to a baseline, to thresholds, or to both.
 *
 * @throws InputError when the baseline is of other traces, videos or settings, or lacks a metric
 */
export function gate(folder: ResultsFolder, rules: GateRules, against?: NamedBaseline): GateResult {
  const { results } = folder;
  const checks = against ? baselineChecks(folder, rules, against) : undefined;
  const thresholds = rules.thresholds.flatMap(({ threshold, targets }) =>
    checkThreshold(results, threshold, targets),
  );
  const metrics = checks?.metrics ?? [];
  const statuses = checks?.statuses ?? [];
  const named = new Set([...metrics, ...thresholds].map(({ metric }) => metric));
  return {
    scenario: results.scenario,
    outcome: overall([...metrics, ...statuses, ...thresholds]),
    ...(against && { baseline: against.path }),
    columns: results.columns.filter(({ name }) => named.has(name)),
    metrics,
    statuses,
    thresholds,
    changes: checks?.changes ?? [],
    ...(rules.weights && { weights: rules.weights }),
  };
}

function overall(checks: readonly (MetricCheck | StatusCheck | ThresholdCheck)[]): GateOutcome {
  if (checks.some(({ outcome }) => outcome === "fail")) return "fail";
  return checks.some(({ outcome }) => outcome === "inconclusive") ? "inconclusive" : "pass";
}

function baselineChecks(folder: ResultsFolder, rules: GateRules, { path, baseline }: NamedBaseline) {
  const { results } = folder;
  mustBeAlike(folder, path, baseline);
  const { setOfTrace } = setsOfTraces(results.traces);
  const arms = results.arms.filter(({ name }) => Object.hasOwn(baseline.policies, name));
  const raw = arms.flatMap((arm) =>
    Object.entries(rules.margins).map(([metric, margin]): RawCheck => {
      const column = results.columns.find(({ name }) => name === metric);
      const kept = baseline.policies[arm.name]!;
      if (column === undefined || !Object.hasOwn(kept.means, metric))
        throw notKept(metric, column === undefined ? folder.folder : path);
      return checkMetric({
        ...{ policy: arm.name, column, margin, strata: setOfTrace, seed: results.seed },
        now: armRatio(results, arm, metric),
        before: baselineRatio(kept, results.traces, metric),
        weights: traceWeights(results.traces, rules.weights),
      });
    }),
  );
  const corrected = holm(raw.map(({ pWorse }) => pWorse));
  const metrics = raw.map(({ finding, ...check }, index): MetricCheck => {
    const pWorse = corrected[index];
    // One of many checks goes beyond its margin by chance: a fail has to stand when all are counted.
    const stands =
      finding.reason.kind !== "beyond margin" || (pWorse !== undefined && pWorse <= SIGNIFICANCE);
    const judged = stands ? finding : ({ outcome: "inconclusive", reason: byChance(check) } as const);
    return { ...check, pWorse, ...judged };
  });
  const statuses = arms.map((arm): StatusCheck => {
    const now = statusCounts(results.table, arm.seats);
    const { counts: before } = baseline.policies[arm.name]!;
    const worse = now.starved > before.starved || now.failed > before.failed;
    return { policy: arm.name, outcome: worse ? "fail" : "pass", baseline: before, now };
  });
  return { metrics, statuses, changes: changesSince(folder, baseline) };
}

/** A metric without a margin has not gone beyond one. */
const byChance = (check: Omit<RawCheck, "finding">): GateReason =>
  check.margin === 0 && check.baseline === 0 ? { kind: "no margin" } : { kind: "beyond margin by chance" };

/** A baseline's metric on the traces of the results. */
function baselineRatio(
  { traces: figures }: BaselinePolicy,
  traces: readonly { readonly name: string }[],
  metric: string,
) {
  const of = (part: 0 | 1) => Float64Array.from(traces, ({ name }) => figures[name]?.[metric]?.[part] ?? 0);
  return { numerator: of(0), denominator: of(1) };
}

function mustBeAlike({ folder, run }: ResultsFolder, path: string, baseline: Baseline): void {
  const now = premisesOf(run);
  const arms = Object.keys(baseline.policies);
  const gone = arms.filter((arm) => !Object.hasOwn(now.arms, arm)).map((arm) => `policy ${arm}: only in it`);
  const [line, ...more] = [...gone, ...unlike(now, baseline.premises, arms, "the baseline")];
  if (line === undefined) return;
  throw new InputError({
    where: folder,
    expected: `the policies, traces, videos and settings of ${path}`,
    received: more.length === 0 ? line : `${line}; and ${more.length} more: ${more.slice(0, 3).join("; ")}`,
    hint: "Only a policy's code and options may change; if this was meant, write the baseline again with --update",
  });
}

const notKept = (metric: string, where: string): InputError =>
  new InputError({
    where,
    expected: `the metric ${metric}, which the gate has a margin for`,
    received: "none of that name",
    hint: "Write the baseline again with --update, or take the margin out of the scenario",
  });

/** What is not as it was, and may be. */
function changesSince({ run, results }: ResultsFolder, baseline: Baseline): GateChange[] {
  const changes: string[] = [];
  const now = baselineOf({ folder: "", run, results }, []);
  for (const [arm, { use, options, sha256, sessions_sha256 }] of Object.entries(now.policies)) {
    const before = Object.hasOwn(baseline.policies, arm) ? baseline.policies[arm] : undefined;
    if (before === undefined) {
      changes.push(`policy ${arm}: not in the baseline, and not held to it`);
      continue;
    }
    const parts = [
      ...(use === before.use ? [] : [`${use}, and ${before.use} then`]),
      ...(JSON.stringify(options) === JSON.stringify(before.options) ? [] : ["other options"]),
      ...(sha256.join() === before.sha256.join() || use !== before.use ? [] : ["other code"]),
    ];
    const same = sessions_sha256 === before.sessions_sha256 ? ", with the same sessions" : "";
    if (parts.length > 0) changes.push(`policy ${arm}: ${parts.join(", ")}${same}`);
  }
  const differ = (what: string, value: string | number, before: string | number) => {
    if (value !== before) changes.push(`${what}: ${value}, and ${before} in the baseline`);
  };
  differ("seed", run.seed, baseline.seed);
  differ("abrsim", run.abrsim, baseline.abrsim);
  differ("major version of Node", nodeMajor(run.node), baseline.node);
  return changes.map((text) => ({ text }));
}

/** The margins of a scenario's gate: as written, or the usual one for each QoE model. */
export function marginsOf({ run, results }: ResultsFolder): Record<string, number | string> {
  const written = run.scenario.gate?.margins ?? {};
  if (Object.keys(written).length > 0) return { ...written };
  const scores = results.columns.filter(({ name }) => name.startsWith("qoe_"));
  return Object.fromEntries(scores.map(({ name }): [string, string] => [name, USUAL_MARGIN]));
}
