import { withDefaults } from "../model/options.js";
import type { BitsPerSecond, Seconds } from "../units.js";
import type { EstimatorEntryOf } from "./entry.js";
import type { LatencyEstimator } from "./estimator.js";
import { transferThroughput } from "./sample-throughput.js";

export interface SabreSlidingOptions {
  /** How many of the newest samples each window averages; Sabre's is one of 3. Windows over 20 hold 20, as there. */
  readonly windows: readonly number[];
}

/** Sabre keeps no more samples than these. */
const MOST_KEPT = 20;

/**
 * The other throughput and latency history of the simulator Sabre (Spiteri, Sitaraman and Sparacio, MMSys 2018; its
 * class SlidingWindow, `-ma sliding -ws 3`): for each window, the mean of the newest samples' bits over seconds after
 * the first bit, and that of their latencies (request to first bit). Of several windows, the lowest throughput and the
 * highest latency count.
 */
export function sabreSliding({ windows }: SabreSlidingOptions): LatencyEstimator {
  const sizes = windows.map((size) => Math.min(size, MOST_KEPT));
  const throughputs = new NewestValues(Math.max(...sizes));
  const latencies = new NewestValues(Math.max(...sizes));
  let throughput: BitsPerSecond | undefined;
  let latency: Seconds | undefined;
  return {
    add(sample) {
      const measured = transferThroughput(sample);
      if (measured !== undefined) {
        throughputs.add(measured);
        throughput = Number.POSITIVE_INFINITY;
        for (const size of sizes) throughput = Math.min(throughput, throughputs.mean(size));
      }
      latencies.add(sample.firstByte - sample.start);
      latency = 0;
      for (const size of sizes) latency = Math.max(latency, latencies.mean(size));
    },
    estimate: () => throughput,
    latency: () => latency,
  };
}

/** The newest values, a few. */
class NewestValues {
  private readonly values: Float64Array;
  private seen = 0;

  constructor(most: number) {
    this.values = new Float64Array(most);
  }

  add(value: number): void {
    this.values[this.seen++ % this.values.length] = value;
  }

  /** Of so many of the newest, or of all that there are, summed from the oldest on. */
  mean(count: number): number {
    const { values, seen } = this;
    const held = Math.min(count, seen);
    let sum = 0;
    for (let i = seen - held; i < seen; i++) sum += values[i % values.length]!;
    return sum / held;
  }
}

interface SabreSlidingEntryOptions {
  /** How many of the newest samples are averaged. */
  readonly sampleCount: number;
  /** A second window, if it is longer than the first. */
  readonly longSampleCount: number;
}

const sabreSlidingDefaults: SabreSlidingEntryOptions = { sampleCount: 3, longSampleCount: 1 };

export const sabreSlidingEntry = {
  name: "sabre-sliding",
  create(options) {
    const { sampleCount, longSampleCount } = withDefaults(sabreSlidingDefaults, options);
    const windows = longSampleCount > sampleCount ? [sampleCount, longSampleCount] : [sampleCount];
    return () => sabreSliding({ windows });
  },
  defaults: sabreSlidingDefaults,
  kinds: { sampleCount: "count", longSampleCount: "count" },
  summary: "Sabre's sliding window: the mean of the newest samples after the first bit, latency apart",
  citation: "Spiteri, Sitaraman, Sparacio: From Theory to Practice. MMSys 2018",
} satisfies EstimatorEntryOf<SabreSlidingEntryOptions>;
