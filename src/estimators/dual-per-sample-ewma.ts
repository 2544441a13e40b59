import type { BitsPerSecond, Seconds } from "../units.js";
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
