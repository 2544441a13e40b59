import { findQoeModel } from "../../metrics/qoe/index.js";
import type { QoeModel } from "../../model/metrics.js";
import type { MetricColumn } from "../../model/results.js";
import type { QoeSource } from "../qoe-source.js";

/** Those of the models that have an optimum. Of a model of the user's own nobody knows whether it is a sum. */
export function additiveModels(sources: readonly QoeSource[]): QoeModel[] {
  return sources.flatMap(({ kind, name }) => {
    const model = kind === "library" ? findQoeModel(name) : undefined;
    return model?.additivity?.kind === "additive" ? [model] : [];
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
export function optimumColumns(qoe: readonly QoeSource[]): MetricColumn[] {
  return additiveModels(qoe).flatMap(({ name, unit }): MetricColumn[] => {
    const { lower, upper, regret } = optimumNames(name);
    return [
      { name: lower, label: `optimum of QoE ${name}`, unit, better: "neither" },
      { name: upper, label: `upper bound of QoE ${name}`, unit, better: "neither" },
      { name: regret, label: `regret of QoE ${name}`, unit, better: "lower" },
    ];
  });
}
