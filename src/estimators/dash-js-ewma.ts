import { withDefaults } from "../model/options.js";
import type { Sample } from "../model/policy.js";
import {
  type BitsPerSecond,
  bpsFromKbps,
  kbpsFromBps,
  msFromSeconds,
  type Seconds,
  secondsFromMs,
} from "../units.js";
import type { EstimatorEntryOf } from "./entry.js";
import type { LatencyEstimator } from "./estimator.js";
import { transferThroughput } from "./sample-throughput.js";
import { WeightedEwma } from "./weighted-ewma.js";

/** In the names of dash.js's settings, `abr.throughput.ewma` and `cacheLoadThresholds`, or nearly. */
export interface DashJsEwmaOptions {
  /** Of the average that follows quickly; in dash.js's seconds, of which a second of download counts several. */
  readonly fastHalfLife: Seconds;
  /** Of the average that follows slowly; in the same. */
  readonly slowHalfLife: Seconds;
  /** What a second of download counts; dash.js's `weightDownloadTimeMultiplicationFactor` is that of a ms. */
  readonly downloadTimeWeight: number;
  /** A request that took less, latency included, came from a cache and does not count. */
  readonly cacheLoadThreshold: Seconds;
}

/** dash.js's figures for video. */
const FIGURES: DashJsEwmaOptions = {
  fastHalfLife: 3,
  slowHalfLife: 8,
  downloadTimeWeight: 1.5,
  cacheLoadThreshold: 0.01,
};

/** Half-lives of dash.js's latencies, in samples. */
const LATENCY_HALF_LIFE = { fast: 1, slow: 2 };

/** By how much rates and times reckoned in seconds may miss what they are in whole bytes and milliseconds. */
const ROUNDING = { share: 1e-10, seconds: 1e-9 };

/**
 * What one download tells dash.js of the throughput (5.2.1, ThroughputModel.js): bits over the time after the first
 * bit, in whole kbit/s; undefined for one from a cache, or of no time.
 */
export function dashJsThroughput(sample: Sample, cacheLoadThreshold: Seconds): BitsPerSecond | undefined {
  const measured = transferThroughput(sample);
  const isCached = sample.end - sample.start < cacheLoadThreshold - ROUNDING.seconds;
  // A half, which whole bytes and milliseconds often make, is rounded up.
  return measured === undefined || isCached ? undefined : toWholeKbps(measured * (1 + ROUNDING.share));
}

/**
 * The throughput estimate of dash.js (5.2.1, ThroughputModel.js and ThroughputController.js): the lower of two averages
 * of {@link dashJsThroughput}, weighted by 1.5 x seconds of download, in whole kbit/s. Latency is no part of it; it is
 * averaged apart, each sample counting 1, and is the higher of the two averages in whole ms.
 *
 * dash.js reads these times from the Resource Timing API, and then knows a cached answer by the bytes transferred,
 * which a sample does not tell: here it is by the time always, as in dash.js where servers do not allow the API. There
 * dash.js times a download from its first progress event, with what had come by then taken off.
 */
export function dashJsEwma(options: Partial<DashJsEwmaOptions> = {}): LatencyEstimator {
  const { fastHalfLife, slowHalfLife, downloadTimeWeight, cacheLoadThreshold } = withDefaults(
    FIGURES,
    options,
  );
  const fast = new WeightedEwma(fastHalfLife);
  const slow = new WeightedEwma(slowHalfLife);
  const fastLatency = new WeightedEwma(LATENCY_HALF_LIFE.fast);
  const slowLatency = new WeightedEwma(LATENCY_HALF_LIFE.slow);
  return {
    add(sample) {
      const measured = dashJsThroughput(sample, cacheLoadThreshold);
      if (measured === undefined) return;
      const weight = downloadTimeWeight * (sample.end - sample.firstByte);
      fast.add(weight, measured);
      slow.add(weight, measured);
      // No latency counts as 1 ms.
      const latency = sample.firstByte - sample.start || secondsFromMs(1);
      fastLatency.add(1, latency);
      slowLatency.add(1, latency);
    },
    estimate() {
      const estimate = Math.min(fast.average(), slow.average());
      return estimate >= 0 ? toWholeKbps(estimate) : undefined;
    },
    latency() {
      const latency = Math.max(fastLatency.average(), slowLatency.average());
      return latency >= 0 ? secondsFromMs(Math.round(msFromSeconds(latency))) : undefined;
    },
  };
}

const toWholeKbps = (rate: BitsPerSecond): BitsPerSecond => bpsFromKbps(Math.round(kbpsFromBps(rate)));

interface EntryOptions {
  readonly fastHalfLifeSeconds: Seconds;
  readonly slowHalfLifeSeconds: Seconds;
  readonly downloadTimeWeight: number;
  readonly cacheLoadThresholdMs: number;
}

const dashJsEwmaDefaults: EntryOptions = {
  fastHalfLifeSeconds: 3,
  slowHalfLifeSeconds: 8,
  downloadTimeWeight: 1.5,
  cacheLoadThresholdMs: 10,
};

export const dashJsEwmaEntry = {
  name: "dash-js-ewma",
  create(options) {
    const settings = withDefaults(dashJsEwmaDefaults, options);
    return () =>
      dashJsEwma({
        fastHalfLife: settings.fastHalfLifeSeconds,
        slowHalfLife: settings.slowHalfLifeSeconds,
        downloadTimeWeight: settings.downloadTimeWeight,
        cacheLoadThreshold: secondsFromMs(settings.cacheLoadThresholdMs),
      });
  },
  defaults: dashJsEwmaDefaults,
  kinds: {
    fastHalfLifeSeconds: "positive",
    slowHalfLifeSeconds: "positive",
    downloadTimeWeight: "positive",
    cacheLoadThresholdMs: "nonNegative",
  },
  summary: "dash.js's: the lower of two averages by seconds of download, in whole kbit/s, latency apart",
  citation: "dash.js 5.2.1: ThroughputModel.js, ThroughputController.js",
} satisfies EstimatorEntryOf<EntryOptions>;
