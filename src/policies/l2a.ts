import { dashJsEwma, dashJsThroughput } from "../estimators/dash-js-ewma.js";
import type { EstimatorFactory } from "../estimators/estimator.js";
import { type OptionKinds, withDefaults } from "../model/options.js";
import type { Observation, PolicyFactory } from "../model/policy.js";
import { kbpsFromBps, type Seconds } from "../units.js";
import { type InitialBitrates, initialLevel } from "./dashjs/initial-level.js";
import { createSegmentTrail } from "./dashjs/segment-trail.js";
import type { EntryOf } from "./entry.js";
import { projectOntoSimplex } from "./l2a/simplex.js";
import { currentLevel, highestOrLowest, withinAllowed } from "./shared/ladder.js";

export interface L2aOptions extends InitialBitrates {
  /** Estimates the throughput for the start; undefined for dash.js's own. */
  readonly estimator: EstimatorFactory | undefined;
  /** The share of the estimate to reckon with, at the start. */
  readonly bandwidthSafetyFactor: number;
  /** Learning begins at this buffer level; seconds. */
  readonly targetBufferSeconds: Seconds;
  /** Steps that the optimisation takes to converge. */
  readonly horizon: number;
  /** The caution V_L is the horizon to the power of this. */
  readonly cautionExponent: number;
  /** What the multiplier is raised by after a choice that is too high for the last download's throughput. */
  readonly reaction: number;
  /** Reckon with bitrates in bit/s where dash.js does, against a throughput in kbit/s; else in one unit throughout. */
  readonly dashjsUnits: boolean;
}

export const l2aDefaults: L2aOptions = {
  estimator: undefined,
  bandwidthSafetyFactor: 0.9,
  initialVideoKbps: 1000,
  initialAudioKbps: 100,
  targetBufferSeconds: 1.5,
  horizon: 4,
  cautionExponent: 0.99,
  reaction: 2,
  dashjsUnits: true,
};

export const l2aKinds: OptionKinds<L2aOptions> = {
  estimator: "estimator",
  bandwidthSafetyFactor: "positive",
  initialVideoKbps: "nonNegative",
  initialAudioKbps: "nonNegative",
  targetBufferSeconds: "nonNegative",
  horizon: "positive",
  cautionExponent: "nonNegative",
  reaction: "nonNegative",
  dashjsUnits: "boolean",
};

/** Requests that take less are answered by a cache, to dash.js. */
const CACHE_LOAD_THRESHOLD: Seconds = 0.01;

/**
 * Learn2Adapt-LowLatency (Karagkioules, Mekuria, Griffioen and Wagenaar, "Online learning for low-latency adaptive
 * streaming", MMSys 2020) as dash.js 5.2.1 has it (L2ARule.js), the rule by itself: online convex optimisation for live
 * streams with buffers of a segment or so.
 *
 * At the start, and after a seek, the highest level within 0.9 x the estimate (see `dashJsEwma`), until a choice is made
 * with 1.5 s or more in the buffer. From then on it keeps weights w of the levels, which sum to 1, and a multiplier Q for
 * the displacement of the buffer. For each download, of a segment of V seconds at a throughput C, at playback rate r:
 *
 * - w_i moves by +-V / (2 alpha) x (Q + V_L) x r R_i / C, down for the levels with r R_i > C, and w is projected back
 *   onto the simplex. V_L = horizon^0.99 and alpha = max(horizon, V_L sqrt(horizon)).
 * - Q = max(0, Q - V + V r (w . R + dw . R) / C).
 * - The level whose bitrate is nearest to w . R; if that is above the current one, one up instead, if its bitrate is at
 *   most C. If the choice's bitrate is C or more, Q = 2 max(V_L, Q).
 *
 * In the update of Q and the step upwards dash.js divides and compares bit/s by kbit/s, so that Q grows by a thousand
 * times what is meant, nearly all weight is on one level, and the step upwards is never a single one; `dashjsUnits: false`
 * puts that right. Numbers that grow beyond bounds leave the level as it is until a seek, as in dash.js.
 *
 * The throughput C is that of the last download alone, whatever the estimator, and of itself where dash.js takes that of
 * the segment's first copy (see `dashjs`). Without live content the rule does the
 * same: it looks at no latency, only, once, at the buffer. Audio is left at its level. Its playback rate is the player's.
 */
export const l2a: PolicyFactory<L2aOptions> = (options, context) => {
  const settings = withDefaults(l2aDefaults, options);
  const { levels, media } = context;
  const estimator = (settings.estimator ?? (() => dashJsEwma()))(context);
  const initial = initialLevel(context, settings);
  const trail = createSegmentTrail(context.segmentDuration);
  const kbps = levels.map(({ bitrate }) => kbpsFromBps(bitrate));
  /** The bitrates that are weighed against kbit/s. */
  const rates = settings.dashjsUnits ? levels.map(({ bitrate }) => bitrate) : kbps;
  const caution = settings.horizon ** settings.cautionExponent;
  const stepSize = Math.max(settings.horizon, caution * Math.sqrt(settings.horizon));

  let isLearning = false;
  let multiplier = 0;
  const weights = new Float64Array(levels.length);
  const before = new Float64Array(levels.length);
  /** The rule's own choice, or what was downloaded since; undefined before either. */
  let current: number | undefined;
  let lastDuration: Seconds | undefined;
  let lastKbps = 0;
  /** A request has finished since weights were last updated. */
  let isFresh = false;
  /** Whether the rule has been asked: of what was before, it knows the throughput only. */
  let isAwake = false;

  function start(o: Observation): number | undefined {
    const estimate = estimator.estimate(o.now);
    if (estimate === undefined) return undefined;
    const level = highestOrLowest(levels, settings.bandwidthSafetyFactor * estimate);
    if (lastDuration !== undefined && o.buffer >= settings.targetBufferSeconds) {
      isLearning = true;
      isFresh = true;
      multiplier = caution;
      weights.fill(0);
      weights[level] = 1;
    }
    return level;
  }

  function learn(playbackRate: number, from: number): number | undefined {
    if (!isFresh) return from;
    const duration = lastDuration ?? context.segmentDuration;
    const throughput = Math.max(1, lastKbps);
    before.set(weights);
    for (let i = 0; i < weights.length; i++) {
      const load = playbackRate * kbps[i]!;
      const sign = load > throughput ? -1 : 1;
      weights[i]! += sign * (duration / (2 * stepSize)) * ((multiplier + caution) * (load / throughput));
    }
    projectOntoSimplex(weights);
    const mean = dot(rates, weights);
    let drift = 0;
    for (let i = 0; i < weights.length; i++) drift += rates[i]! * (weights[i]! - before[i]!);
    const displacement = duration * playbackRate * ((mean + drift) / throughput);
    multiplier = Math.max(0, multiplier - duration + displacement);
    if (!Number.isFinite(mean)) return undefined;
    let level = nearest(rates, mean);
    if (level > from && rates[from + 1]! <= throughput) level = from + 1;
    if (kbps[level]! >= throughput) multiplier = settings.reaction * Math.max(caution, multiplier);
    isFresh = false;
    return level;
  }

  return {
    name: "l2a",
    decide(o) {
      trail.asked(o.segment);
      const estimate = estimator.estimate(o.now);
      const answer = (level: number, reason: string) => {
        const allowed = withinAllowed(level, o.allowed);
        return { level: allowed, reason: allowed === level ? reason : "limit", estimate };
      };
      const stay = currentLevel(o) ?? initial;
      if (media === "audio") return answer(stay, "audio");
      isAwake = true;
      const wasLearning = isLearning;
      const chosen = wasLearning ? learn(o.playbackRate, current ?? stay) : start(o);
      if (chosen === undefined) return answer(stay, "no change");
      current = chosen;
      return answer(chosen, wasLearning ? "learning" : "start");
    },
    onSample(sample, o) {
      estimator.add(sample);
      const measured = dashJsThroughput(sample, CACHE_LOAD_THRESHOLD);
      if (measured !== undefined) lastKbps = kbpsFromBps(measured);
      const { duration } = trail.arrived(o.segment);
      isFresh = true;
      if (!isAwake) return;
      current = sample.level;
      lastDuration = duration;
    },
    onSeek() {
      isLearning = false;
      lastDuration = undefined;
      trail.sought();
    },
  };
};

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** The first of those nearest to the value. */
function nearest(values: readonly number[], value: number): number {
  let best = 0;
  for (let i = 1; i < values.length; i++)
    if (Math.abs(values[i]! - value) < Math.abs(values[best]! - value)) best = i;
  return best;
}

export const l2aEntry = {
  name: "l2a",
  factory: l2a,
  defaults: l2aDefaults,
  kinds: l2aKinds,
  summary: "Learn2Adapt-LowLatency: online learning for live streams with little buffer, as in dash.js",
  citation:
    "Karagkioules, Mekuria, Griffioen, Wagenaar: Online learning for low-latency adaptive streaming. MMSys 2020",
} satisfies EntryOf<L2aOptions>;
