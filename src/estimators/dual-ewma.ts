import { withDefaults } from "../model/options.js";
import type { Sample } from "../model/policy.js";
import { type Bits, type BitsPerSecond, bitsFromBytes, bpsFromKbps, type Seconds } from "../units.js";
import type { EstimatorEntryOf } from "./entry.js";
import type { Estimator } from "./estimator.js";
import { MEASURES, type Measure, measureOf } from "./sample-throughput.js";
import { WeightedEwma } from "./weighted-ewma.js";

export interface DualEwmaOptions {
  /** Of the average that follows quickly. */
  readonly fastHalfLife: Seconds;
  /** Of the average that follows slowly. */
  readonly slowHalfLife: Seconds;
  /** What counts as a sample's throughput, and its time as the weight; `transfer` unless said otherwise. */
  readonly measure?: Measure;
  /** A download of fewer bits is skipped. */
  readonly minSampleBits?: Bits;
  /** A download that took less time is skipped. */
  readonly minSampleTime?: Seconds;
  /** Bits of samples in all before there is an estimate. */
  readonly minTotalBits?: Bits;
  /** The estimate until then; undefined, if missing. */
  readonly defaultEstimate?: BitsPerSecond | undefined;
}

/**
 * The lower of two {@link WeightedEwma} of the samples' throughputs, each sample weighing the seconds that it took:
 * quick to see a drop, slow to believe a rise. hls.js, Shaka Player, dash.js, rx-player and the simulator Sabre
 * estimate so, each with half-lives and thresholds of its own (see the folder's README); what else they do to a
 * sample is in estimators of their own.
 */
export function dualEwma(options: DualEwmaOptions): Estimator {
  const { measure = "transfer", minSampleBits = 0, minSampleTime = 0, minTotalBits = 0 } = options;
  const throughputOf = measureOf(measure);
  const fast = new WeightedEwma(options.fastHalfLife);
  const slow = new WeightedEwma(options.slowHalfLife);
  let total: Bits = 0;
  return {
    add(sample) {
      const throughput = throughputOf(sample);
      const time = timeOf(sample, measure);
      if (throughput === undefined || sample.bits < minSampleBits || time < minSampleTime) return;
      total += sample.bits;
      fast.add(time, throughput);
      slow.add(time, throughput);
    },
    estimate() {
      const estimate = Math.min(fast.average(), slow.average());
      return estimate >= 0 && total >= minTotalBits ? estimate : options.defaultEstimate;
    },
  };
}

const timeOf = (sample: Sample, measure: Measure): Seconds =>
  sample.end - (measure === "transfer" ? sample.firstByte : sample.start);

interface EntryOptions {
  readonly fastHalfLifeSeconds: Seconds;
  readonly slowHalfLifeSeconds: Seconds;
  readonly measure: Measure;
  readonly minSampleBytes: number;
  readonly minSampleSeconds: Seconds;
  readonly minTotalBytes: number;
  /** 0 for none. */
  readonly defaultEstimateKbps: number;
}

const dualEwmaDefaults: EntryOptions = {
  fastHalfLifeSeconds: 3,
  slowHalfLifeSeconds: 8,
  measure: "transfer",
  minSampleBytes: 0,
  minSampleSeconds: 0,
  minTotalBytes: 0,
  defaultEstimateKbps: 0,
};

export const dualEwmaEntry = {
  name: "dual-ewma",
  create(options) {
    const settings = withDefaults(dualEwmaDefaults, options);
    return () =>
      dualEwma({
        fastHalfLife: settings.fastHalfLifeSeconds,
        slowHalfLife: settings.slowHalfLifeSeconds,
        measure: settings.measure,
        minSampleBits: bitsFromBytes(settings.minSampleBytes),
        minSampleTime: settings.minSampleSeconds,
        minTotalBits: bitsFromBytes(settings.minTotalBytes),
        defaultEstimate: bpsFromKbps(settings.defaultEstimateKbps) || undefined,
      });
  },
  defaults: dualEwmaDefaults,
  kinds: {
    fastHalfLifeSeconds: "positive",
    slowHalfLifeSeconds: "positive",
    measure: MEASURES,
    minSampleBytes: "nonNegative",
    minSampleSeconds: "nonNegative",
    minTotalBytes: "nonNegative",
    defaultEstimateKbps: "nonNegative",
  },
  summary: "the lower of a fast and a slow average by seconds of download",
  citation: "hls.js, Shaka Player, dash.js, rx-player; half-lives of Sabre (Spiteri et al., MMSys 2018)",
} satisfies EstimatorEntryOf<EntryOptions>;
