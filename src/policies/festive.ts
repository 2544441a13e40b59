import type { EstimatorFactory } from "../estimators/estimator.js";
import { harmonicMean } from "../estimators/harmonic-mean.js";
import { type OptionKinds, withDefaults } from "../model/options.js";
import type { PolicyFactory } from "../model/policy.js";
import type { BitsPerSecond, Seconds } from "../units.js";
import type { EntryOf } from "./entry.js";
import { hasPassed } from "./shared/elapsed.js";
import { currentLevel, highestOrLowest, withinAllowed } from "./shared/ladder.js";
import { describeMostBuffer, mostBufferAtDecision, type PolicySetting } from "./shared/warnings.js";

export interface FestiveOptions {
  /** How many of the newest segments' throughputs are averaged. */
  readonly sampleCount: number;
  /** The bitrate to aim for is at most this times the estimate. */
  readonly safetyFactor: number;
  /** What inefficiency weighs against instability. */
  readonly efficiencyWeight: number;
  /** Switches of so many seconds count as instability. */
  readonly switchWindowSeconds: Seconds;
  /** The buffer level around which requests are made; seconds. */
  readonly targetBufferSeconds: Seconds;
  /** By how many segments at most the target is moved up or down, at random, for each request. */
  readonly randomSegments: number;
  /** Whose throughput to reckon with; undefined for the published one. */
  readonly estimator: EstimatorFactory | undefined;
}

export const festiveDefaults: FestiveOptions = {
  sampleCount: 20,
  safetyFactor: 0.85,
  efficiencyWeight: 12,
  switchWindowSeconds: 20,
  targetBufferSeconds: 30,
  randomSegments: 1,
  estimator: undefined,
};

export const festiveKinds: OptionKinds<FestiveOptions> = {
  sampleCount: "count",
  safetyFactor: "positive",
  efficiencyWeight: "nonNegative",
  switchWindowSeconds: "nonNegative",
  targetBufferSeconds: "nonNegative",
  randomSegments: "nonNegative",
  estimator: "estimator",
};

/**
 * FESTIVE (Jiang, Sekar and Zhang, "Improving Fairness, Efficiency, and Stability in HTTP-based Adaptive Video
 * Streaming with FESTIVE", CoNEXT 2012, section 5), made so that players on one link share it fairly.
 *
 * - Estimate w: the harmonic mean of the last 20 segments' throughputs.
 * - Reference level: one up when 0.85 w covers it and the level has been played for k segments in a row, k counting
 *   levels from 1, so that players at low levels climb faster; one down when 0.85 w does not cover the current one.
 * - Delayed update: of the current level and the reference, the one of lower score 2^n + 12 x |R / min(w, R_ref) - 1|,
 *   where n is the number of switches in the last 20 s, one more for the reference. A tie stays.
 * - Randomised scheduling: each request waits until the buffer is down to a level drawn evenly from the target (30 s)
 *   minus to plus one segment.
 *
 * Where sources differ: the instability of the reference is 2^(n+1) as in the port that came with Pensieve, because
 * the paper wants it to cost the more the more switches there were; the ns-3 model (TU Berlin, 2016) has 2^n + 1.
 * n is counted over 20 s as in the paper and ns-3; the port takes 5 segments. ns-3 plays the lowest level until 20
 * segments have come and climbs after 5 segments at any level; here the estimate is made of what there is, and the
 * first segment is of the lowest level.
 */
export const festive: PolicyFactory<FestiveOptions> = (options, context) => {
  const settings = withDefaults(festiveDefaults, options);
  const { levels, segmentDuration } = context;
  const published: EstimatorFactory = () => harmonicMean({ sampleCount: settings.sampleCount });
  const estimator = (settings.estimator ?? published)(context);
  /** When the level was changed, as far back as matters. */
  let switches: Seconds[] = [];
  /** Segments in a row of one level. */
  let run = 0;
  let runLevel: number | undefined;

  function referenceOf(current: number, estimate: BitsPerSecond): number {
    const target = highestOrLowest(levels, settings.safetyFactor * estimate);
    if (target < current) return current - 1;
    const mayClimb = runLevel === current && run > current;
    return target > current && mayClimb ? current + 1 : current;
  }

  function score(level: number, reference: number, estimate: BitsPerSecond, switchCount: number): number {
    const fitting = Math.min(estimate, levels[reference]!.bitrate);
    return 2 ** switchCount + settings.efficiencyWeight * Math.abs(levels[level]!.bitrate / fitting - 1);
  }

  function choose(current: number, estimate: BitsPerSecond): Choice {
    const reference = referenceOf(current, estimate);
    if (reference === current) return { level: current, reason: "stay" };
    const staying = score(current, reference, estimate, switches.length);
    const moving = score(reference, reference, estimate, switches.length + 1);
    if (staying <= moving) return { level: current, reason: "delayed" };
    return { level: reference, reason: reference > current ? "climb" : "throughput" };
  }

  return {
    name: "festive",
    onSample(sample) {
      estimator.add(sample);
      run = sample.level === runLevel ? run + 1 : 1;
      runLevel = sample.level;
    },
    decide(o) {
      const offset = (2 * context.random() - 1) * settings.randomSegments * segmentDuration;
      const waitSeconds = Math.max(0, o.buffer - Math.max(0, settings.targetBufferSeconds + offset));
      const estimate = estimator.estimate(o.now);
      const current = currentLevel(o);
      if (estimate === undefined || current === undefined)
        return {
          level: withinAllowed(current ?? 0, o.allowed),
          waitSeconds,
          reason: estimate === undefined ? "no samples" : "start",
          estimate,
        };
      switches = switches.filter((at) => !hasPassed(at, o.now, settings.switchWindowSeconds));
      const choice = choose(current, estimate);
      const level = withinAllowed(choice.level, o.allowed);
      if (level !== current) switches.push(o.now);
      return { level, waitSeconds, reason: level === choice.level ? choice.reason : "limit", estimate };
    },
  };
};

interface Choice {
  readonly level: number;
  readonly reason: "stay" | "delayed" | "climb" | "throughput";
}

export function festiveWarnings(options: Partial<FestiveOptions>, setting: PolicySetting): string[] {
  const { targetBufferSeconds, randomSegments } = withDefaults(festiveDefaults, options);
  const least = targetBufferSeconds - randomSegments * setting.segmentDuration;
  if (mostBufferAtDecision(setting) > least) return [];
  return [
    `never holds a request back: ${describeMostBuffer(setting)}, and it waits for a buffer of over ` +
      `${Number(least.toFixed(3))} s`,
  ];
}

export const festiveEntry = {
  name: "festive",
  factory: festive,
  defaults: festiveDefaults,
  kinds: festiveKinds,
  summary: "gradual, delayed switches on a harmonic mean, requests at random times",
  citation: "Jiang, Sekar, Zhang: Improving Fairness, Efficiency, and Stability with FESTIVE. CoNEXT 2012",
  warnings: festiveWarnings,
} satisfies EntryOf<FestiveOptions>;
