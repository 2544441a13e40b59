import { withDefaults } from "../model/options.js";
import { type Bits, bitsFromBytes, type Seconds, secondsFromMs } from "../units.js";
import { dualEwma } from "./dual-ewma.js";
import type { EstimatorEntryOf } from "./entry.js";
import type { Estimator } from "./estimator.js";

export interface ShakaEwmaOptions {
  /** Of the average that follows quickly; Shaka's `fastHalfLife` is 2 s. */
  readonly fastHalfLife: Seconds;
  /** Of the average that follows slowly; Shaka's `slowHalfLife` is 5 s. */
  readonly slowHalfLife: Seconds;
  /** Smaller downloads do not count; Shaka's `minBytes` is 16 kB. */
  readonly minBits: Bits;
  /** Until so much has been counted, there is no estimate; Shaka's `minTotalBytes` is 128 kB. */
  readonly minTotalBits: Bits;
  /** Shorter downloads come from a cache and do not count; Shaka's `cacheLoadThreshold` is 5 ms. */
  readonly cacheLoadThreshold: Seconds;
}

/** Shaka counts whole milliseconds; here times are differences, which may miss a threshold by a rounding error. */
const ROUNDING: Seconds = 1e-9;

/**
 * The bandwidth estimator of Shaka Player 5.2 (its EwmaBandwidthEstimator, and the threshold that SimpleAbrManager
 * holds before it): the lower of a fast and a slow average of bits over the whole request, weighted by its seconds.
 * Where Shaka answers its default, for want of data, this answers undefined: the default is the policy's.
 */
export const shakaEwma = (options: ShakaEwmaOptions): Estimator =>
  dualEwma({
    fastHalfLife: options.fastHalfLife,
    slowHalfLife: options.slowHalfLife,
    measure: "request",
    minSampleBits: options.minBits,
    minSampleTime: options.cacheLoadThreshold - ROUNDING,
    minTotalBits: options.minTotalBits,
  });

interface EntryOptions {
  readonly fastHalfLifeSeconds: Seconds;
  readonly slowHalfLifeSeconds: Seconds;
  readonly minBytes: number;
  readonly minTotalBytes: number;
  readonly cacheLoadThresholdMs: number;
}

const shakaEwmaDefaults: EntryOptions = {
  fastHalfLifeSeconds: 2,
  slowHalfLifeSeconds: 5,
  minBytes: 16_000,
  minTotalBytes: 128_000,
  cacheLoadThresholdMs: 5,
};

export const shakaEwmaEntry = {
  name: "shaka-ewma",
  create(options) {
    const settings = withDefaults(shakaEwmaDefaults, options);
    return () =>
      shakaEwma({
        fastHalfLife: settings.fastHalfLifeSeconds,
        slowHalfLife: settings.slowHalfLifeSeconds,
        minBits: bitsFromBytes(settings.minBytes),
        minTotalBits: bitsFromBytes(settings.minTotalBytes),
        cacheLoadThreshold: secondsFromMs(settings.cacheLoadThresholdMs),
      });
  },
  defaults: shakaEwmaDefaults,
  kinds: {
    fastHalfLifeSeconds: "positive",
    slowHalfLifeSeconds: "positive",
    minBytes: "nonNegative",
    minTotalBytes: "nonNegative",
    cacheLoadThresholdMs: "nonNegative",
  },
  summary: "Shaka Player's: the lower of two averages by seconds of request, once 128 kB have come",
  citation: "Shaka Player 5.2: lib/abr/ewma_bandwidth_estimator.js, simple_abr_manager.js",
} satisfies EstimatorEntryOf<EntryOptions>;
