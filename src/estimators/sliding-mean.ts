import { withDefaults } from "../model/options.js";
import type { BitsPerSecond } from "../units.js";
import type { EstimatorEntryOf } from "./entry.js";
import type { Estimator, SampleThroughput } from "./estimator.js";
import { MEASURES, type Measure, measureOf, requestThroughput } from "./sample-throughput.js";

export interface SlidingMeanOptions {
  /** How many of the newest samples are averaged; 1 or more. */
  readonly sampleCount: number;
  /** What counts as a sample's throughput; bits over the whole request unless said otherwise. */
  readonly measure?: SampleThroughput;
}

/** The arithmetic mean of the newest samples' throughputs, or of all there are while they are fewer. */
export function slidingMean({ sampleCount, measure = requestThroughput }: SlidingMeanOptions): Estimator {
  const window = new Float64Array(sampleCount);
  let seen = 0;
  let mean: BitsPerSecond | undefined;
  return {
    add(sample) {
      const measured = measure(sample);
      if (measured === undefined) return;
      window[seen % sampleCount] = measured;
      seen++;
      // Summed afresh: a running sum would collect rounding errors over a long session.
      const held = Math.min(seen, sampleCount);
      let sum = 0;
      for (let i = 0; i < held; i++) sum += window[i]!;
      mean = sum / held;
    },
    estimate: () => mean,
  };
}

const slidingMeanDefaults: { readonly sampleCount: number; readonly measure: Measure } = {
  sampleCount: 5,
  measure: "request",
};

export const slidingMeanEntry = {
  name: "sliding-mean",
  create(options) {
    const { sampleCount, measure } = withDefaults(slidingMeanDefaults, options);
    return () => slidingMean({ sampleCount, measure: measureOf(measure) });
  },
  defaults: slidingMeanDefaults,
  kinds: { sampleCount: "count", measure: MEASURES },
  summary: "the mean of the newest samples",
  citation: "Platform front-end document, Adaptive Bitrate Streaming Algorithm (the last 3 to 5 segments)",
} satisfies EstimatorEntryOf<typeof slidingMeanDefaults>;
