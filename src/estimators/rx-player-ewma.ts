import { withDefaults } from "../model/options.js";
import { type Bits, bitsFromBytes, type Seconds } from "../units.js";
import { dualEwma } from "./dual-ewma.js";
import type { EstimatorEntryOf } from "./entry.js";
import type { Estimator } from "./estimator.js";

export interface RxPlayerEwmaOptions {
  /** Of the average that follows quickly; rx-player's `ABR_FAST_EMA` is 2 s. */
  readonly fastHalfLife: Seconds;
  /** Of the average that follows slowly; rx-player's `ABR_SLOW_EMA` is 10 s. */
  readonly slowHalfLife: Seconds;
  /** Smaller downloads do not count; rx-player's `ABR_MINIMUM_CHUNK_SIZE` is 16 kB. */
  readonly minBits: Bits;
  /** Until so much has been counted, there is no estimate; rx-player's `ABR_MINIMUM_TOTAL_BYTES` is 150 kB. */
  readonly minTotalBits: Bits;
}

/**
 * The bandwidth estimator of rx-player 4.5 (its BandwidthEstimator): the lower of a fast and a slow average of bits
 * over the whole request, weighted by its seconds.
 */
export const rxPlayerEwma = (options: RxPlayerEwmaOptions): Estimator =>
  dualEwma({
    fastHalfLife: options.fastHalfLife,
    slowHalfLife: options.slowHalfLife,
    measure: "request",
    minSampleBits: options.minBits,
    minTotalBits: options.minTotalBits,
  });

interface EntryOptions {
  readonly fastHalfLifeSeconds: Seconds;
  readonly slowHalfLifeSeconds: Seconds;
  readonly minBytes: number;
  readonly minTotalBytes: number;
}

const rxPlayerEwmaDefaults: EntryOptions = {
  fastHalfLifeSeconds: 2,
  slowHalfLifeSeconds: 10,
  minBytes: 16_000,
  minTotalBytes: 150_000,
};

export const rxPlayerEwmaEntry = {
  name: "rx-player-ewma",
  create(options) {
    const settings = withDefaults(rxPlayerEwmaDefaults, options);
    return () =>
      rxPlayerEwma({
        fastHalfLife: settings.fastHalfLifeSeconds,
        slowHalfLife: settings.slowHalfLifeSeconds,
        minBits: bitsFromBytes(settings.minBytes),
        minTotalBits: bitsFromBytes(settings.minTotalBytes),
      });
  },
  defaults: rxPlayerEwmaDefaults,
  kinds: {
    fastHalfLifeSeconds: "positive",
    slowHalfLifeSeconds: "positive",
    minBytes: "nonNegative",
    minTotalBytes: "nonNegative",
  },
  summary: "rx-player's: the lower of two averages by seconds of request, once 150 kB have come",
  citation: "rx-player 4.5: src/core/adaptive/utils/bandwidth_estimator.ts",
} satisfies EstimatorEntryOf<EntryOptions>;
