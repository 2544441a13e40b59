import { findQoeModel } from "../../metrics/qoe/index.js";
import type { QoeModel } from "../../model/metrics.js";
import type { MetricColumn } from "../../model/results.js";

/** Those of the models that have an optimum. */
export function additiveModels(names: readonly string[]): QoeModel[] {
  return names.flatMap((name) => {
    const model = findQoeModel(name);
    return model?.additivity.kind === "additive" ? [model] : [];
  });
}

/** The three columns that a model has where optima are asked for, in this order. */
export const optimumNames = (model: string) => ({
  lower: `optimum_${model}`,
  upper: `optimum_upper_${model}`,
  regret: `regret_${model}`,
});

/**
 * For each model that is a sum over segments, the score of the best plan that was found, what no plan exceeds, and the
 * regret: by how much the session's own score falls short of the former, at least.
 */
export function optimumColumns(qoe: readonly string[]): MetricColumn[] {
  return additiveModels(qoe).flatMap(({ name, unit }): MetricColumn[] => {
    const { lower, upper, regret } = optimumNames(name);
    return [
      { name: lower, label: `optimum of QoE ${name}`, unit, better: "neither" },
      { name: upper, label: `upper bound of QoE ${name}`, unit, better: "neither" },
      { name: regret, label: `regret of QoE ${name}`, unit, better: "lower" },
    ];
  });
}
