import { withDefaults } from "../model/options.js";
import { type BitsPerSecond, bpsFromKbps, type Seconds } from "../units.js";
import type { EstimatorEntryOf } from "./entry.js";
import type { Estimator } from "./estimator.js";
import { perSampleEwma } from "./per-sample-ewma.js";

export interface DualPerSampleEwmaOptions {
  /** Share of the newest sample in the average that follows quickly. */
  readonly fastNewWeight: number;
  /** Share of the newest sample in the average that follows slowly. */
  readonly slowNewWeight: number;
  /** The estimate while no sample is recent enough. */
  readonly defaultEstimate: BitsPerSecond;
  /** A sample counts as recent until it is this old. Infinity: for ever. */
  readonly sampleWindow: Seconds;
}

/**
 * The lower of a fast and a slow {@link perSampleEwma} of bits over the whole request: quick to see a drop, slow to
 * believe a rise. Without a recent sample it answers its default, yet forgets nothing: the next sample is averaged
 * with the old ones. Policy `ewma` is built on it.
 */
export function dualPerSampleEwma(options: DualPerSampleEwmaOptions): Estimator {
  const { defaultEstimate, sampleWindow } = options;
  const fast = perSampleEwma({ newWeight: options.fastNewWeight });
  const slow = perSampleEwma({ newWeight: options.slowNewWeight });
  let newest: Seconds | undefined;
  return {
    add(sample) {
      fast.add(sample);
      slow.add(sample);
      newest = sample.end;
    },
    estimate(now = newest) {
      const fastEstimate = fast.estimate();
      const slowEstimate = slow.estimate();
      const recent = newest !== undefined && now !== undefined && now - newest < sampleWindow;
      if (!recent || fastEstimate === undefined || slowEstimate === undefined) return defaultEstimate;
      return Math.min(fastEstimate, slowEstimate);
    },
  };
}

interface EntryOptions {
  readonly fastNewWeight: number;
  readonly slowNewWeight: number;
  readonly defaultEstimateKbps: number;
  readonly sampleWindowSeconds: Seconds;
}

const dualPerSampleEwmaDefaults: EntryOptions = {
  fastNewWeight: 0.1,
  slowNewWeight: 0.05,
  defaultEstimateKbps: 1000,
  sampleWindowSeconds: 30,
};

export const dualPerSampleEwmaEntry = {
  name: "dual-per-sample-ewma",
  create(options) {
    const settings = withDefaults(dualPerSampleEwmaDefaults, options);
    return () =>
      dualPerSampleEwma({
        fastNewWeight: settings.fastNewWeight,
        slowNewWeight: settings.slowNewWeight,
        defaultEstimate: bpsFromKbps(settings.defaultEstimateKbps),
        sampleWindow: settings.sampleWindowSeconds,
      });
  },
  defaults: dualPerSampleEwmaDefaults,
  kinds: {
    fastNewWeight: "weight",
    slowNewWeight: "weight",
    defaultEstimateKbps: "positive",
    sampleWindowSeconds: "nonNegative",
  },
  summary: "the lower of a fast and a slow average by download; a default while none is recent",
  citation: "Streaming pipeline document, Adaptive Bitrate Algorithm",
} satisfies EstimatorEntryOf<EntryOptions>;
