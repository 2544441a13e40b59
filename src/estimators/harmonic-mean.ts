import { withDefaults } from "../model/options.js";
import type { BitsPerSecond } from "../units.js";
import type { EstimatorEntryOf } from "./entry.js";
import type { Estimator, SampleThroughput } from "./estimator.js";
import { MEASURES, type Measure, measureOf, requestThroughput } from "./sample-throughput.js";

export interface HarmonicMeanOptions {
  /** How many of the newest samples are averaged; 1 or more. */
  readonly sampleCount: number;
  /** What counts as a sample's throughput; bits over the whole request unless said otherwise. */
  readonly measure?: SampleThroughput;
}

/**
 * The harmonic mean of the newest samples' throughputs, or of all there are while they are fewer: n over the sum of
 * 1 / throughput. A single fast download moves it little (Jiang, Sekar and Zhang, FESTIVE, CoNEXT 2012; the predictor
 * of Yin et al., SIGCOMM 2015, over 5). Summed from the oldest on, as Pensieve's mpc.py does.
 */
export function harmonicMean({ sampleCount, measure = requestThroughput }: HarmonicMeanOptions): Estimator {
  const inverses = new Float64Array(sampleCount);
  let seen = 0;
  let mean: BitsPerSecond | undefined;
  return {
    add(sample) {
      const measured = measure(sample);
      // Nothing arrived: that would be an inverse without bound, and is no throughput of a finished download.
      if (measured === undefined || measured <= 0) return;
      inverses[seen % sampleCount] = 1 / measured;
      seen++;
      const held = Math.min(seen, sampleCount);
      let sum = 0;
      for (let i = seen - held; i < seen; i++) sum += inverses[i % sampleCount]!;
      mean = 1 / (sum / held);
    },
    estimate: () => mean,
  };
}

const harmonicMeanDefaults: { readonly sampleCount: number; readonly measure: Measure } = {
  sampleCount: 5,
  measure: "request",
};

export const harmonicMeanEntry = {
  name: "harmonic-mean",
  create(options) {
    const { sampleCount, measure } = withDefaults(harmonicMeanDefaults, options);
    return () => harmonicMean({ sampleCount, measure: measureOf(measure) });
  },
  defaults: harmonicMeanDefaults,
  kinds: { sampleCount: "count", measure: MEASURES },
  summary: "the harmonic mean of the newest samples",
  citation: "Yin, Jindal, Sekar, Sinopoli: A Control-Theoretic Approach. SIGCOMM 2015",
} satisfies EstimatorEntryOf<typeof harmonicMeanDefaults>;
