import { dashJsEwma } from "../estimators/dash-js-ewma.js";
import type { EstimatorFactory } from "../estimators/estimator.js";
import { type OptionKinds, withDefaults } from "../model/options.js";
import type { Observation, PolicyFactory } from "../model/policy.js";
import { type BitsPerSecond, bpsFromKbps, type Seconds } from "../units.js";
import { type InitialBitrates, initialLevel } from "./dashjs/initial-level.js";
import type { EntryOf } from "./entry.js";
import { bufferAfter } from "./lolp/buffer-after.js";
import { type MapWeights, NeuronMap } from "./lolp/neuron-map.js";
import { WeightSelector } from "./lolp/weight-selector.js";
import { currentLevel, withinAllowed } from "./shared/ladder.js";

const WEIGHT_SELECTIONS = ["dynamic", "manual", "random"] as const;

export interface LolpOptions extends InitialBitrates {
  /** Estimates the throughput; undefined for dash.js's own. */
  readonly estimator: EstimatorFactory | undefined;
  /** The share of the estimate to reckon with. */
  readonly bandwidthSafetyFactor: number;
  /** What a download has to leave in the buffer; seconds. */
  readonly minBufferSeconds: Seconds;
  /** How far a neuron moves towards what it learns. */
  readonly learningRate: number;
  /** How far around a neuron the others learn with it. */
  readonly neighbourhood: number;
  /** The throughput that a level has to leave over; kbit/s. */
  readonly spareKbps: number;
  /** How distances on the map are weighed: by QoE, all alike, or by chance; dash.js has all three, and uses the first. */
  readonly weightSelection: (typeof WEIGHT_SELECTIONS)[number];
  /** Count bitrates in bit/s in a QoE of kbit/s otherwise, as dash.js does; else in one unit throughout. */
  readonly dashjsUnits: boolean;
}

export const lolpDefaults: LolpOptions = {
  estimator: undefined,
  bandwidthSafetyFactor: 0.9,
  initialVideoKbps: 1000,
  initialAudioKbps: 100,
  minBufferSeconds: 0.3,
  learningRate: 0.01,
  neighbourhood: 0.1,
  spareKbps: 10,
  weightSelection: "dynamic",
  dashjsUnits: true,
};

export const lolpKinds: OptionKinds<LolpOptions> = {
  estimator: "estimator",
  bandwidthSafetyFactor: "positive",
  initialVideoKbps: "nonNegative",
  initialAudioKbps: "nonNegative",
  minBufferSeconds: "nonNegative",
  learningRate: "share",
  neighbourhood: "positive",
  spareKbps: "nonNegative",
  weightSelection: WEIGHT_SELECTIONS,
  dashjsUnits: "boolean",
};

/** LoL+'s weights where all count alike. */
const MANUAL: MapWeights = { throughput: 0.4, latency: 0.4, rebuffer: 0.4, switching: 0.4 };

/**
 * LoL+ (Bentaleb, Akcay, Lim, Begen and Zimmermann, "Catching the Moment with LoL+ in Twitch-Like Low-Latency Live
 * Streaming Platforms", IEEE Transactions on Multimedia 24, 2022) as dash.js 5.2.1 has it (LoLpRule.js and its helpers),
 * the rule by itself: a self-organising map (see `NeuronMap`) whose distances are weighed by what would have the best QoE
 * (see `WeightSelector`). With C = 0.9 x the estimate (see `dashJsEwma`) before each segment:
 *
 * - If the buffer, less a download at the current level and C, is under 0.3 s: the highest level below the current with a
 *   bitrate under C, or the current one.
 * - Else the nearest neuron, and then the map learns.
 *
 * Before anything has been measured the level stays; it begins as the highest within 1000 kbit/s. Audio is left at its
 * level. A segment that comes once more is measured anew, where dash.js takes its first copy's time (see `dashjs`). Without
 * live content its latency is 0, as in dash.js: it then weighs throughput, stall and switch. The playback
 * rate, which LoL+ controls as well, is the player's.
 *
 * dash.js draws weights by chance to begin with (by k-means++ over random points), but never uses them: dynamic weights
 * are found whenever the map is asked, for the current level always leaves enough in the buffer there. So nothing is
 * drawn here, but for `weightSelection: random`: four weights up to sqrt(2 / levels) before each segment.
 */
export const lolp: PolicyFactory<LolpOptions> = (options, context) => {
  const settings = withDefaults(lolpDefaults, options);
  const { levels, segmentDuration, media } = context;
  const { minBufferSeconds: minBuffer, weightSelection, dashjsUnits } = settings;
  const estimator = (settings.estimator ?? (() => dashJsEwma()))(context);
  const initial = initialLevel(context, settings);
  const { learningRate, neighbourhood } = settings;
  const spareThroughput = bpsFromKbps(settings.spareKbps);
  const map = new NeuronMap(levels, { learningRate, neighbourhood, spareThroughput });
  const selector = new WeightSelector(levels, segmentDuration, { minBuffer, dashjsUnits });

  const downloadTime = (level: number, throughput: BitsPerSecond): Seconds =>
    (levels[level]!.bitrate * segmentDuration) / throughput;

  function weightsFor(o: Observation, throughput: BitsPerSecond): MapWeights {
    if (weightSelection === "manual") return MANUAL;
    if (weightSelection === "random") return randomWeights(context.random, Math.sqrt(2 / levels.length));
    const { buffer, playbackRate } = o;
    return selector.select(map, { buffer, throughput, playbackRate });
  }

  function choose(o: Observation, current: number, throughput: BitsPerSecond): Choice {
    const time = downloadTime(current, throughput);
    if (!(o.buffer - time >= minBuffer))
      return { level: nextBelow(current, throughput), reason: "low buffer" };
    const weights = weightsFor(o, throughput);
    const runsLow = (level: number) =>
      bufferAfter(o.buffer, downloadTime(level, throughput), segmentDuration) < minBuffer;
    const level = map.nearest(throughput, weights, runsLow);
    map.learn(current, level, throughput, o.live?.latency ?? 0, Math.max(0, time - o.buffer));
    return { level, reason: "nearest neuron" };
  }

  function nextBelow(current: number, throughput: BitsPerSecond): number {
    for (let level = current - 1; level >= 0; level--) if (levels[level]!.bitrate < throughput) return level;
    return current;
  }

  return {
    name: "lolp",
    onSample: (sample) => estimator.add(sample),
    decide(o) {
      const estimate = estimator.estimate(o.now);
      const current = currentLevel(o) ?? initial;
      const choice =
        media === "audio" || estimate === undefined
          ? { level: current, reason: media === "audio" ? "audio" : "no change" }
          : choose(o, current, settings.bandwidthSafetyFactor * estimate);
      const level = withinAllowed(choice.level, o.allowed);
      return { level, reason: level === choice.level ? choice.reason : "limit", estimate };
    },
  };
};

interface Choice {
  readonly level: number;
  readonly reason: string;
}

/** Drawn in this order. */
function randomWeights(random: () => number, bound: number): MapWeights {
  const throughput = random() * bound;
  const latency = random() * bound;
  const rebuffer = random() * bound;
  const switching = random() * bound;
  return { throughput, latency, rebuffer, switching };
}

export const lolpEntry = {
  name: "lolp",
  factory: lolp,
  defaults: lolpDefaults,
  kinds: lolpKinds,
  summary: "LoL+: a self-organising map weighed by QoE, for low-latency live streams, as in dash.js",
  citation:
    "Bentaleb, Akcay, Lim, Begen, Zimmermann: Catching the Moment with LoL+. IEEE Trans. Multimedia 24, 2022",
} satisfies EntryOf<LolpOptions>;
