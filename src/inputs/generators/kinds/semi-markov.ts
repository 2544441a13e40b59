import { InputError } from "../../../errors.js";
import type { SourceDocument } from "../../document.js";
import { Fields } from "../../fields.js";
import { fiveGDrivingModel } from "../families/5g-driving.js";
import type { GeneratorKind } from "../kind.js";
import { LATENCY_MS, SECONDS } from "../quantities.js";
import { type SemiMarkov, type SemiMarkovState, semiMarkovTrace } from "../semi-markov.js";
import { stratifiedPositions } from "../standings.js";
import {
  LATENCY_MEANING,
  QUANTILES_MEANING,
  readLatencyVariation,
  readMarginal,
  readWithin,
  WITHIN_MEANING,
  writeLatency,
  writeWithin,
} from "./latent-parameters.js";

const STATE_KEYS = ["quantilesMbps", "dwellMeanSeconds", "dwellMedianSeconds", "latencyMedianMs"];

export const semiMarkov: GeneratorKind<SemiMarkov> = {
  name: "semi-markov",
  description: "two states, such as 5G and LTE, with lognormal dwells and a quantile function each",
  source:
    "semi-Markov switching between radio technologies; dwells and quantiles from logs such as Raca et al.'s",
  parameters: [
    { name: "rowSeconds", meaning: "time between two values" },
    {
      name: "states",
      meaning: `two, each with \`dwellMeanSeconds\`, \`dwellMedianSeconds\`, \`latencyMedianMs\` and \`quantilesMbps\`: ${QUANTILES_MEANING}`,
    },
    { name: "within", meaning: `${WITHIN_MEANING}; it runs on across states, and the shares add up to 1` },
    { name: "latency", meaning: LATENCY_MEANING },
  ],
  defaults: fiveGDrivingModel,
  random: true,
  row: ({ row }) => row,
  read(fields, document) {
    const [first, second, ...more] = fields.needList("states", "two states");
    if (second === undefined || more.length > 0)
      throw new InputError({
        where: fields.where("states"),
        expected: "two states",
        received: String(more.length + (second === undefined ? 1 : 2)),
      });
    return {
      row: fields.needNumber("rowSeconds", SECONDS),
      states: [readState(first, 0, document), readState(second, 1, document)],
      within: readWithin(fields, document),
      latency: readLatencyVariation(fields, document),
    };
  },
  write: ({ row, states, within, latency }) => ({
    rowSeconds: row,
    states: states.map(({ marginal, dwellMean, dwellMedian, latencyMedianMs }) => ({
      dwellMeanSeconds: dwellMean,
      dwellMedianSeconds: dwellMedian,
      latencyMedianMs,
      quantilesMbps: marginal,
    })),
    within: writeWithin(within),
    latency: writeLatency(latency),
  }),
  traces(model, { count, duration, stream }) {
    const positions = stratifiedPositions(count, stream("positions"));
    return (index) =>
      semiMarkovTrace(model, { duration, position: positions[index]!, random: stream(index) });
  },
};

function readState(value: unknown, index: number, document: SourceDocument): SemiMarkovState {
  const path = ["states", index];
  const state = new Fields(document, path, value, STATE_KEYS);
  const dwellMedian = state.needNumber("dwellMedianSeconds", SECONDS);
  return {
    marginal: readMarginal(state, "quantilesMbps", [...path, "quantilesMbps"], document),
    // A lognormal's mean is not below its median.
    dwellMean: state.needNumber("dwellMeanSeconds", { ...SECONDS, min: dwellMedian }),
    dwellMedian,
    latencyMedianMs: state.needNumber("latencyMedianMs", LATENCY_MS),
  };
}
