import { withDefaults } from "../model/options.js";
import type { Sample } from "../model/policy.js";
import type { BitsPerSecond, Seconds } from "../units.js";
import type { EstimatorEntryOf } from "./entry.js";
import type { LatencyEstimator } from "./estimator.js";
import { transferThroughput } from "./sample-throughput.js";
import { WeightedEwma } from "./weighted-ewma.js";

export interface SabreEwmaOptions {
  /** Of the averages that follow quickly; Sabre's is 3 s. */
  readonly fastHalfLife: Seconds;
  /** Of the averages that follow slowly; Sabre's is 8 s. */
  readonly slowHalfLife: Seconds;
  /** Nominal; it turns the half-lives into numbers of segments for the latency. */
  readonly segmentDuration: Seconds;
}

/**
 * The throughput and latency history of the simulator Sabre (Spiteri, Sitaraman and Sparacio, "From Theory to
 * Practice", MMSys 2018; its class Ewma). For each of two half-lives, an average of the samples' bits over seconds
 * after the first bit, weighted by those seconds, and one of their latencies (request to first bit), each sample
 * counting 1 and fading by half in half-life / segmentDuration samples. Cautious on both sides: the lower
 * throughput and the higher latency. The first segment counts as any other.
 */
export const sabreEwma = (options: SabreEwmaOptions): LatencyEstimator => new SabreEwma(options);

class SabreEwma implements LatencyEstimator {
  private readonly fastThroughput: WeightedEwma;
  private readonly slowThroughput: WeightedEwma;
  private readonly fastLatency: WeightedEwma;
  private readonly slowLatency: WeightedEwma;

  // Worked out once for each sample, and NaN before there is one.
  private throughput: BitsPerSecond = Number.NaN;
  private wait: Seconds = Number.NaN;

  constructor({ fastHalfLife, slowHalfLife, segmentDuration }: SabreEwmaOptions) {
    this.fastThroughput = new WeightedEwma(fastHalfLife);
    this.slowThroughput = new WeightedEwma(slowHalfLife);
    this.fastLatency = new WeightedEwma(fastHalfLife / segmentDuration);
    this.slowLatency = new WeightedEwma(slowHalfLife / segmentDuration);
  }

  add(sample: Sample): void {
    const { fastThroughput, slowThroughput, fastLatency, slowLatency } = this;
    const measured = transferThroughput(sample);
    if (measured !== undefined) {
      const transfer = sample.end - sample.firstByte;
      fastThroughput.add(transfer, measured);
      slowThroughput.add(transfer, measured);
      this.throughput = Math.min(fastThroughput.average(), slowThroughput.average());
    }
    const latency = sample.firstByte - sample.start;
    fastLatency.add(1, latency);
    slowLatency.add(1, latency);
    this.wait = Math.max(fastLatency.average(), slowLatency.average());
  }

  estimate(): BitsPerSecond | undefined {
    return this.throughput >= 0 ? this.throughput : undefined;
  }

  latency(): Seconds | undefined {
    return this.wait >= 0 ? this.wait : undefined;
  }
}

const sabreEwmaDefaults: { readonly fastHalfLifeSeconds: Seconds; readonly slowHalfLifeSeconds: Seconds } = {
  fastHalfLifeSeconds: 3,
  slowHalfLifeSeconds: 8,
};

export const sabreEwmaEntry = {
  name: "sabre-ewma",
  create(options) {
    const settings = withDefaults(sabreEwmaDefaults, options);
    return ({ segmentDuration }) =>
      sabreEwma({
        fastHalfLife: settings.fastHalfLifeSeconds,
        slowHalfLife: settings.slowHalfLifeSeconds,
        segmentDuration,
      });
  },
  defaults: sabreEwmaDefaults,
  kinds: { fastHalfLifeSeconds: "positive", slowHalfLifeSeconds: "positive" },
  summary: "Sabre's: the lower of two averages by seconds of transfer, latency apart",
  citation: "Spiteri, Sitaraman, Sparacio: From Theory to Practice. MMSys 2018",
} satisfies EstimatorEntryOf<typeof sabreEwmaDefaults>;
