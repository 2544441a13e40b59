import { fourGModel } from "../families/4g.js";
import type { GeneratorKind } from "../kind.js";
import { type LatentGaussian, latentGaussianTrace } from "../latent-gaussian.js";
import { SECONDS, SHARE } from "../quantities.js";
import { standardScores } from "../standings.js";
import {
  LATENCY_MEANING,
  QUANTILES_MEANING,
  readLatency,
  readMarginal,
  readWithin,
  WITHIN_MEANING,
  writeLatency,
  writeWithin,
} from "./latent-parameters.js";

export const latentGaussian: GeneratorKind<LatentGaussian> = {
  name: "latent-gaussian",
  description:
    "a normal process seen through a quantile function: one decides the memory, the other the values",
  source: "Gaussian copula; as an autoregression, Cario and Nelson, Operations Research Letters 1996",
  parameters: [
    { name: "rowSeconds", meaning: "time between two values" },
    { name: "quantilesMbps", meaning: `of all traces together: ${QUANTILES_MEANING}` },
    {
      name: "betweenTraces",
      meaning: "share of the variance that is between traces, and stays the same within one",
    },
    { name: "within", meaning: `${WITHIN_MEANING}; the shares add up to 1 with betweenTraces` },
    { name: "latency", meaning: `\`medianMs\`, ${LATENCY_MEANING}` },
  ],
  defaults: fourGModel,
  random: true,
  row: ({ row }) => row,
  read(fields, document) {
    const betweenTraces = fields.needNumber("betweenTraces", SHARE);
    return {
      row: fields.needNumber("rowSeconds", SECONDS),
      marginal: readMarginal(fields, "quantilesMbps", ["quantilesMbps"], document),
      betweenTraces,
      within: readWithin(fields, document, betweenTraces),
      latency: readLatency(fields, document),
    };
  },
  write: ({ row, marginal, betweenTraces, within, latency }) => ({
    rowSeconds: row,
    quantilesMbps: marginal,
    betweenTraces,
    within: writeWithin(within),
    latency: writeLatency(latency),
  }),
  traces(model, { count, duration, stream }) {
    const levels = standardScores(count, stream("levels"));
    return (index) => latentGaussianTrace(model, { duration, level: levels[index]!, random: stream(index) });
  },
};
