import { withDefaults } from "../model/options.js";
import type { Sample } from "../model/policy.js";
import { type Bits, type BitsPerSecond, bitsFromKiB, bytesFromBits, type Seconds } from "../units.js";
import type { EstimatorEntryOf } from "./entry.js";
import type { Estimator, SampleThroughput } from "./estimator.js";
import { MEASURES, type Measure, measureOf, transferThroughput } from "./sample-throughput.js";

export interface SlidingPercentileOptions {
  /** Which share of the weight lies at or below the answer; 0 to 1. Media3's is the median, 0.5. */
  readonly percentile: number;
  /** The weight that the window holds; over 0. Media3's is 2000. */
  readonly maxWeight: number;
  /** What a transfer of so many bits weighs, 0 or more; the root of its bytes, rounded down, unless said otherwise. */
  readonly weight?: (bits: Bits) => number;
  /** What counts as a sample's throughput; bits after the first bit unless said otherwise. */
  readonly measure?: SampleThroughput;
  /** The estimate is believed once transfers have taken so long in all, or... */
  readonly minTime: Seconds;
  /** ...once so much has been transferred. 0: from the first. */
  readonly minBits: Bits;
}

/**
 * A percentile of throughput over a sliding window of weight. The newest samples whose weights add up to `maxWeight`
 * count; the oldest of them counts only with what is left of its weight. The answer is the lowest throughput that,
 * with all below it, has the wanted share of the weight.
 *
 * From Media3 1.11 (SlidingPercentile and DefaultBandwidthMeter), whose weight is the root of the bytes, and which
 * adds the bytes of a transfer that took no time to the next. Media3 times in whole milliseconds and reckons in single
 * precision; this does neither.
 */
export function slidingPercentile(options: SlidingPercentileOptions): Estimator {
  const { percentile, maxWeight, minTime, minBits } = options;
  const { weight = rootOfBytes, measure = transferThroughput } = options;
  const byAge: Weighted[] = [];
  const byValue: Weighted[] = [];
  let held = 0;
  let totalTime: Seconds = 0;
  let totalBits: Bits = 0;
  let carried: Bits = 0;
  let answer: BitsPerSecond | undefined;

  function push(entry: Weighted): void {
    byAge.push(entry);
    let place = byValue.length;
    while (place > 0 && byValue[place - 1]!.value > entry.value) place--;
    byValue.splice(place, 0, entry);
    held += entry.weight;
  }

  function shrink(): void {
    while (held > maxWeight) {
      const oldest = byAge[0]!;
      const excess = held - maxWeight;
      held -= Math.min(excess, oldest.weight);
      if (oldest.weight > excess) oldest.weight -= excess;
      else {
        byAge.shift();
        byValue.splice(byValue.indexOf(oldest), 1);
      }
    }
  }

  function lookUp(): BitsPerSecond | undefined {
    let passed = 0;
    for (const entry of byValue) {
      passed += entry.weight;
      if (passed >= percentile * held) return entry.value;
    }
    return byValue[byValue.length - 1]?.value;
  }

  return {
    add(sample: Sample) {
      totalBits += sample.bits;
      const measured = measure(sample);
      if (measured === undefined) {
        carried += sample.bits;
        return;
      }
      const time = sample.bits / measured;
      totalTime += time;
      const bits = sample.bits + carried;
      carried = 0;
      push({ weight: weight(bits), value: bits / time });
      shrink();
      if (totalTime >= minTime || totalBits >= minBits) answer = lookUp();
    },
    estimate: () => answer,
  };
}

interface Weighted {
  weight: number;
  readonly value: BitsPerSecond;
}

const rootOfBytes = (bits: Bits): number => Math.floor(Math.sqrt(bytesFromBits(bits)));

/** What an estimator's option `weight` may be: the root of the bytes, the bytes, or 1 whatever the size. */
const WEIGHTS = ["root", "bytes", "equal"] as const;
type Weight = (typeof WEIGHTS)[number];

function weightOf(weight: Weight): (bits: Bits) => number {
  if (weight === "root") return rootOfBytes;
  return weight === "bytes" ? bytesFromBits : () => 1;
}

interface EntryOptions {
  readonly percentile: number;
  readonly maxWeight: number;
  readonly weight: Weight;
  readonly measure: Measure;
  readonly minSeconds: Seconds;
  readonly minKiB: number;
}

const slidingPercentileDefaults: EntryOptions = {
  percentile: 0.5,
  maxWeight: 2000,
  weight: "root",
  measure: "transfer",
  minSeconds: 2,
  minKiB: 512,
};

export const slidingPercentileEntry = {
  name: "sliding-percentile",
  create(options) {
    const settings = withDefaults(slidingPercentileDefaults, options);
    return () =>
      slidingPercentile({
        percentile: settings.percentile,
        maxWeight: settings.maxWeight,
        weight: weightOf(settings.weight),
        measure: measureOf(settings.measure),
        minTime: settings.minSeconds,
        minBits: bitsFromKiB(settings.minKiB),
      });
  },
  defaults: slidingPercentileDefaults,
  kinds: {
    percentile: "share",
    maxWeight: "positive",
    weight: WEIGHTS,
    measure: MEASURES,
    minSeconds: "nonNegative",
    minKiB: "nonNegative",
  },
  summary: "Media3's: the median of a sliding window, samples weighted by the root of their bytes",
  citation: "Media3 (ExoPlayer) 1.11, DefaultBandwidthMeter and SlidingPercentile",
} satisfies EstimatorEntryOf<EntryOptions>;
