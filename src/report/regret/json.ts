import type { RegretOfArm, RegretReport, RegretRow } from "./regret.js";

/** All of it: the arms' means, then one entry a session and QoE model. What is missing is left out. */
export function jsonRegret({ scenario, traces, models }: RegretReport): string {
  const document = {
    scenario,
    traces,
    models: models.map(({ model, unit, arms }) => ({ qoe: model, unit, arms: arms.map(armEntry) })),
    sessions: models.flatMap(({ model, rows }) => rows.map((row) => sessionEntry(model, row))),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function armEntry({
  policy,
  counts,
  n,
  achieved,
  lower,
  upper,
  regret,
  interval,
  atMost,
  share,
}: RegretOfArm) {
  return {
    policy,
    sessions: counts,
    n,
    achieved,
    optimum_lower: lower,
    optimum_upper: upper,
    regret,
    regret_ci95: interval,
    regret_at_most: atMost,
    share_of_optimum: share,
  };
}

function sessionEntry(model: string, { identity, status, achieved, lower, upper, regret }: RegretRow) {
  const { policy, traceSet, trace, video, replicate, seed } = identity;
  return {
    policy,
    trace_set: traceSet,
    trace,
    video,
    replicate,
    seed,
    status,
    qoe: model,
    achieved,
    optimum_lower: lower,
    optimum_upper: upper,
    regret,
  };
}
