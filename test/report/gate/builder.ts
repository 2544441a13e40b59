/** Makes the outcome of a gate by hand. */
import type { GateReason, GateResult, MetricCheck } from "../../../src/model/gate.js";
import { COLUMNS } from "../builder.js";

/** bola's composite QoE on 40 traces, beside a baseline of 70 points: as good as it was. */
export function metricCheck(changes: Partial<MetricCheck> = {}): MetricCheck {
  return {
    policy: "bola",
    metric: "qoe_composite",
    outcome: "pass",
    reason: { kind: "within margin" },
    traces: 40,
    baseline: 70,
    now: 69.8,
    difference: -0.2,
    interval90: [-0.5, 0.1],
    margin: 1.4,
    marginAsGiven: "2%",
    pWorse: 0.9,
    ...changes,
  };
}

const FELL = { now: 67.9, difference: -2.1, interval90: [-2.5, -1.8], pWorse: 0.001 } as const;
const UNCLEAR = { now: 69.1, difference: -0.9, interval90: [-1.8, 0.1], pWorse: 0.2 } as const;
const MISSING = { difference: undefined, interval90: undefined, pWorse: undefined };

/** A check that ends for each reason. */
export const CHECKS: Readonly<Record<GateReason["kind"], MetricCheck>> = {
  identical: metricCheck({
    ...{ reason: { kind: "identical" }, now: 70, difference: 0, interval90: [0, 0], pWorse: undefined },
  }),
  "within margin": metricCheck(),
  "beyond margin": metricCheck({ ...FELL, outcome: "fail", reason: { kind: "beyond margin" } }),
  "beyond margin by chance": metricCheck({
    ...{ ...FELL, pWorse: 0.09, outcome: "inconclusive", reason: { kind: "beyond margin by chance" } },
  }),
  "values lost": metricCheck({
    ...{ ...MISSING, traces: 19, difference: -2.1, outcome: "fail" },
    reason: { kind: "values lost", traces: 19, before: 33 },
  }),
  undecided: metricCheck({
    ...{ ...UNCLEAR, outcome: "inconclusive", reason: { kind: "undecided", tracesNeeded: 93 } },
  }),
  "few traces": metricCheck({
    ...{ ...MISSING, traces: 8, difference: -0.9, outcome: "inconclusive" },
    reason: { kind: "few traces", traces: 8, needed: 10 },
  }),
  "no value": metricCheck({
    ...{ ...MISSING, now: undefined, outcome: "fail", reason: { kind: "no value", in: "results" } },
  }),
  "no margin": metricCheck({
    ...{ metric: "stall_ratio", baseline: 0, now: 0.004, difference: 0.004, interval90: [-0.001, 0.009] },
    ...{ margin: 0, outcome: "inconclusive", reason: { kind: "no margin" } },
  }),
};

const counts = (completed: number, starved: number) => ({ completed, quit: 0, starved, failed: 0 });

/** Of each policy the same: a metric that fails, one that is inconclusive, one that passes, sessions, two limits. */
export function gateResult({
  policies = ["bola", "bb"],
  ...changes
}: Partial<GateResult> & { readonly policies?: readonly string[] } = {}): GateResult {
  return {
    scenario: "quickstart",
    outcome: "fail",
    baseline: "gate/baseline.json",
    columns: COLUMNS,
    metrics: policies.flatMap((policy) => [
      { ...CHECKS["beyond margin"], policy },
      { ...CHECKS.undecided, policy, metric: "qoe_linear" },
      { ...CHECKS["within margin"], policy, metric: "startup_s", marginAsGiven: 0.5, margin: 0.5 },
    ]),
    statuses: policies.map((policy) => ({
      ...{ policy, outcome: "fail", baseline: counts(100, 0), now: counts(98, 2) },
    })),
    thresholds: policies.flatMap((policy) => [
      {
        ...{ policy, threshold: "stall_ratio.p95<0.005", targets: "targets-003", metric: "stall_ratio" },
        ...{ outcome: "fail", value: 0.0061, limit: 0.005 },
      },
      {
        ...{ policy, threshold: "completion>80%", metric: "completion", outcome: "pass" },
        ...{ value: 0.934, limit: 0.8 },
      },
    ]),
    changes: [{ text: "policy bola: other code" }, { text: "seed: 7, and 8 in the baseline" }],
    ...changes,
  };
}

/** Only what passes. */
export function passing(): GateResult {
  const { metrics, thresholds, statuses, ...rest } = gateResult({ changes: [] });
  const passes = <T extends { readonly outcome: string }>(checks: readonly T[]) =>
    checks.filter(({ outcome }) => outcome === "pass");
  return {
    ...{ ...rest, outcome: "pass", metrics: passes(metrics), thresholds: passes(thresholds) },
    statuses: statuses.map((status) => ({ ...status, outcome: "pass", now: status.baseline })),
  };
}

/** Only what passes, and what is inconclusive. */
export function inconclusive(): GateResult {
  const { metrics } = gateResult();
  return {
    ...passing(),
    outcome: "inconclusive",
    metrics: metrics.filter(({ outcome }) => outcome !== "fail"),
  };
}
