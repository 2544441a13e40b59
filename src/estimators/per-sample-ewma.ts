import { withDefaults } from "../model/options.js";
import type { BitsPerSecond } from "../units.js";
import type { EstimatorEntryOf } from "./entry.js";
import type { Estimator, SampleThroughput } from "./estimator.js";
import { MEASURES, type Measure, measureOf, requestThroughput } from "./sample-throughput.js";

export interface PerSampleEwmaOptions {
  /** Share of the newest sample in the average, over 0 and at most 1; the rest is history. */
  readonly newWeight: number;
  /** What counts as a sample's throughput; bits over the whole request unless said otherwise. */
  readonly measure?: SampleThroughput;
}

/**
 * An exponentially weighted moving average in which every download counts the same, however long it took:
 * e = newWeight x sample + (1 - newWeight) x e. The first sample sets it.
 */
export function perSampleEwma({ newWeight, measure = requestThroughput }: PerSampleEwmaOptions): Estimator {
  let average: BitsPerSecond | undefined;
  return {
    add(sample) {
      const measured = measure(sample);
      if (measured === undefined) return;
      average = average === undefined ? measured : newWeight * measured + (1 - newWeight) * average;
    },
    estimate: () => average,
  };
}

const perSampleEwmaDefaults: { readonly newWeight: number; readonly measure: Measure } = {
  newWeight: 0.7,
  measure: "request",
};

export const perSampleEwmaEntry = {
  name: "per-sample-ewma",
  create(options) {
    const { newWeight, measure } = withDefaults(perSampleEwmaDefaults, options);
    return () => perSampleEwma({ newWeight, measure: measureOf(measure) });
  },
  defaults: perSampleEwmaDefaults,
  kinds: { newWeight: "weight", measure: MEASURES },
  summary: "an average in which each download counts the same and the newest 0.7",
  citation: "Netflix-like architecture document, section 2.2",
} satisfies EstimatorEntryOf<typeof perSampleEwmaDefaults>;
