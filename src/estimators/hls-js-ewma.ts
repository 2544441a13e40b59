import { withDefaults } from "../model/options.js";
import type { Sample } from "../model/policy.js";
import { type Bits, type BitsPerSecond, bpsFromKbps, type Seconds } from "../units.js";
import type { EstimatorEntryOf } from "./entry.js";
import type { LatencyEstimator } from "./estimator.js";
import { exponential } from "./exponential.js";
import { WeightedEwma } from "./weighted-ewma.js";

export interface HlsJsEwmaOptions {
  /** Of the average that follows quickly; `abrEwmaFastVoD` and `abrEwmaFastLive`, 3 s. */
  readonly fastHalfLife: Seconds;
  /** Of the average that follows slowly, and of the latency's; `abrEwmaSlowVoD` and `abrEwmaSlowLive`, 9 s. */
  readonly slowHalfLife: Seconds;
  /** The estimate while too little is known; `abrEwmaDefaultEstimate`, 500 kbit/s. */
  readonly defaultEstimate: BitsPerSecond;
  /** The latency before any is known; 0.1 s. */
  readonly defaultLatency: Seconds;
}

export const hlsJsEwma = (options: HlsJsEwmaOptions): HlsJsEwma => new HlsJsEwma(options);

/** Weight that there must be before an average is believed. */
const LEAST_WEIGHT = 0.001;
/** A transfer counts as no shorter than this, nor than its size at {@link FASTEST}, whichever is less. */
const SHORTEST_TRANSFER: Seconds = 0.05;
/** 100 kB in a millisecond. */
const FASTEST: BitsPerSecond = 8e8;
const LEAST_LATENCY: Seconds = 0.005;

/**
 * The bandwidth estimator of hls.js 1.7 (its utils/ewma-bandwidth-estimator.ts): the lower of two averages of
 * throughput, each sample weighted by its seconds, and one of the time to first byte (latency), each sample weighted
 * by sqrt(2) x exp(-t^2 / 2), so that a long one hardly counts. Of a download's time the latency does not count, but
 * at most the estimate of it, the download's own already in that: of an unusually late first byte the rest counts.
 *
 * hls.js takes the end of a fragment's parsing for the end of its download; here parsing takes no time.
 */
export class HlsJsEwma implements LatencyEstimator {
  private readonly fast: WeightedEwma;
  private readonly slow: WeightedEwma;
  private readonly latencies: WeightedEwma;
  private readonly defaultEstimate: BitsPerSecond;
  private readonly defaultLatency: Seconds;
  private transferWeight = 0;
  private latencyWeight = 0;

  constructor({ fastHalfLife, slowHalfLife, defaultEstimate, defaultLatency }: HlsJsEwmaOptions) {
    this.fast = new WeightedEwma(fastHalfLife);
    this.slow = new WeightedEwma(slowHalfLife);
    this.latencies = new WeightedEwma(slowHalfLife);
    this.defaultEstimate = defaultEstimate;
    this.defaultLatency = defaultLatency;
  }

  add({ start, firstByte, end, bits }: Sample): void {
    this.addLatency(firstByte - start);
    this.addTransfer(end - start - Math.min(firstByte - start, this.latency()), bits);
  }

  /** A transfer of which nothing is said of its latency, as of a download that is not over. */
  addTransfer(seconds: Seconds, bits: Bits): void {
    if (bits <= 0) return;
    const weight = Math.max(seconds, Math.min(SHORTEST_TRANSFER, bits / FASTEST));
    this.fast.add(weight, bits / weight);
    this.slow.add(weight, bits / weight);
    this.transferWeight += weight;
  }

  addLatency(seconds: Seconds): void {
    const weight = Math.SQRT2 * exponential((-seconds * seconds) / 2);
    this.latencies.add(weight, Math.max(seconds, LEAST_LATENCY));
    this.latencyWeight += weight;
  }

  /** Whether the estimate is more than the default. */
  get measured(): boolean {
    return this.transferWeight >= LEAST_WEIGHT;
  }

  estimate(): BitsPerSecond {
    const estimate = Math.min(this.fast.average(), this.slow.average());
    return this.measured && estimate >= 0 ? estimate : this.defaultEstimate;
  }

  latency(): Seconds {
    const latency = this.latencies.average();
    return this.latencyWeight >= LEAST_WEIGHT && latency >= 0 ? latency : this.defaultLatency;
  }
}

interface EntryOptions {
  readonly fastHalfLifeSeconds: Seconds;
  readonly slowHalfLifeSeconds: Seconds;
  readonly defaultEstimateKbps: number;
  readonly defaultLatencySeconds: Seconds;
}

const hlsJsEwmaDefaults: EntryOptions = {
  fastHalfLifeSeconds: 3,
  slowHalfLifeSeconds: 9,
  defaultEstimateKbps: 500,
  defaultLatencySeconds: 0.1,
};

export const hlsJsEwmaEntry = {
  name: "hls-js-ewma",
  create(options) {
    const settings = withDefaults(hlsJsEwmaDefaults, options);
    return () =>
      hlsJsEwma({
        fastHalfLife: settings.fastHalfLifeSeconds,
        slowHalfLife: settings.slowHalfLifeSeconds,
        defaultEstimate: bpsFromKbps(settings.defaultEstimateKbps),
        defaultLatency: settings.defaultLatencySeconds,
      });
  },
  defaults: hlsJsEwmaDefaults,
  kinds: {
    fastHalfLifeSeconds: "positive",
    slowHalfLifeSeconds: "positive",
    defaultEstimateKbps: "positive",
    defaultLatencySeconds: "nonNegative",
  },
  summary: "hls.js's: the lower of two averages by seconds, latency apart",
  citation: "hls.js 1.7, utils/ewma-bandwidth-estimator.ts",
} satisfies EstimatorEntryOf<EntryOptions>;
