import type { EstimatorFactory } from "../estimators/estimator.js";
import { slidingMean } from "../estimators/sliding-mean.js";
import { type OptionKinds, withDefaults } from "../model/options.js";
import type { Observation, PolicyFactory } from "../model/policy.js";
import { type BitsPerSecond, bpsFromKbps, type Seconds } from "../units.js";
import type { EntryOf } from "./entry.js";
import { currentLevel, highestOrLowest, withinAllowed } from "./shared/ladder.js";
import { describeMostBuffer, mostBufferAtDecision, type PolicySetting } from "./shared/warnings.js";

export interface PandaOptions {
  /** kappa: how fast the share follows what is measured; per second. */
  readonly convergenceRate: number;
  /** w: what the share probes for above what is measured; kbit/s. */
  readonly probeKbps: number;
  /** alpha: how fast the smoothed share follows the share; per second. */
  readonly smoothingRate: number;
  /** beta: how much sooner or later a request is made for each second of buffer under or over the target. */
  readonly bufferGain: number;
  /** epsilon: an up-switch leaves this share of the smoothed share free. */
  readonly upMargin: number;
  /** Bmin: the buffer level that requests are timed for; seconds. */
  readonly minBufferSeconds: Seconds;
  /** Leave the probe w free as well, at up-switches and down-switches. */
  readonly probeInMargins: boolean;
  /** What is measured; undefined for the throughput of the last segment. */
  readonly estimator: EstimatorFactory | undefined;
}

export const pandaDefaults: PandaOptions = {
  convergenceRate: 0.14,
  probeKbps: 300,
  smoothingRate: 0.2,
  bufferGain: 0.2,
  upMargin: 0.15,
  minBufferSeconds: 26,
  probeInMargins: true,
  estimator: undefined,
};

export const pandaKinds: OptionKinds<PandaOptions> = {
  convergenceRate: "positive",
  probeKbps: "positive",
  smoothingRate: "positive",
  bufferGain: "nonNegative",
  upMargin: "share",
  minBufferSeconds: "nonNegative",
  probeInMargins: "boolean",
  estimator: "estimator",
};

/**
 * PANDA (Li, Zhu, Gahm, Pan, Hu, Begen and Oran, "Probe and Adapt: Rate Adaptation for HTTP Video Streaming At
 * Scale", IEEE JSAC 32(4), 2014; arXiv 1305.0510), which probes for its fair share of a link as TCP does. With T the
 * seconds between the last two requests and m the last segment's bits over its whole request:
 *
 * - Share: x += kappa x T x (w - max(0, x - m + w)): it grows by w a unit of time while it is w or more under what is
 *   measured, and falls in proportion to what it is above. x and y begin at the first m.
 * - Smoothed: y -= alpha x T x (y - x).
 * - Dead zone: up to the highest bitrate <= y - w - eps y if that is above the current one; down to the highest
 *   <= y - w if that is below it; else the level stays.
 * - Timing: the next request is made R x V / y + beta x (B - Bmin) seconds after this one, or once this one is done.
 *
 * Where sources differ: the margins include w as in the implementations of Cisco (libdash) and for ns-3 (TU Berlin,
 * 2016); without `probeInMargins` they are eps y and 0. kappa is 0.14 as in the paper and libdash; ns-3 has 0.28.
 *
 * Ours: a step of x or y goes no farther than to what it follows, which the formula, made for segments of 2 s, would
 * do when T is long (long segments, a full buffer). A wait leaves a segment's duration of buffer, and there is none
 * while nothing plays. The first segment is of the lowest level.
 */
export const panda: PolicyFactory<PandaOptions> = (options, context) => {
  const settings = withDefaults(pandaDefaults, options);
  const { levels, segmentDuration } = context;
  const probe = bpsFromKbps(settings.probeKbps);
  const published: EstimatorFactory = () => slidingMean({ sampleCount: 1 });
  const estimator = (settings.estimator ?? published)(context);
  let share: BitsPerSecond | undefined;
  let smoothed: BitsPerSecond = 0;
  let requestedAt: Seconds = 0;
  /** From the request made last to the next. */
  let interval: Seconds = 0;
  let hasNewSample = false;

  function follow(measured: BitsPerSecond, elapsed: Seconds): void {
    if (share === undefined) {
      share = measured;
      smoothed = measured;
      return;
    }
    const step = settings.convergenceRate * elapsed * (probe - Math.max(0, share - measured + probe));
    share += atMost(step, measured - share);
    smoothed -= Math.min(1, settings.smoothingRate * elapsed) * (smoothed - share);
  }

  function quantise(current: number | undefined): number {
    const free = settings.probeInMargins ? probe : 0;
    const up = highestOrLowest(levels, smoothed * (1 - settings.upMargin) - free);
    if (current === undefined || current < up) return up;
    return Math.min(current, highestOrLowest(levels, smoothed - free));
  }

  function waitOf(o: Observation): Seconds {
    if (o.phase !== "playing") return 0;
    return Math.max(0, Math.min(requestedAt + interval - o.now, o.buffer - segmentDuration));
  }

  return {
    name: "panda",
    onSample(sample) {
      estimator.add(sample);
      requestedAt = sample.start;
      hasNewSample = true;
    },
    decide(o) {
      const measured = estimator.estimate(o.now);
      if (measured === undefined) return { level: withinAllowed(0, o.allowed), reason: "no samples" };
      const waitSeconds = waitOf(o);
      if (hasNewSample || share === undefined) follow(measured, o.now + waitSeconds - requestedAt);
      hasNewSample = false;
      const current = currentLevel(o);
      const chosen = quantise(current);
      const level = withinAllowed(chosen, o.allowed);
      const playout = (levels[level]!.bitrate * segmentDuration) / smoothed;
      interval = playout + settings.bufferGain * (o.buffer - waitSeconds - settings.minBufferSeconds);
      const reason = level !== chosen ? "limit" : chosen === current ? "dead zone" : "probe";
      return { level, waitSeconds, reason, estimate: smoothed };
    },
  };
};

/** A step in the distance's direction that goes no farther than it. */
const atMost = (step: number, distance: number): number =>
  Math.abs(step) < Math.abs(distance) ? step : distance;

export function pandaWarnings(options: Partial<PandaOptions>, setting: PolicySetting): string[] {
  const { minBufferSeconds } = withDefaults(pandaDefaults, options);
  if (mostBufferAtDecision(setting) > minBufferSeconds) return [];
  return [
    `leaves the timing of requests to the full buffer: ${describeMostBuffer(setting)}, and it times them for more ` +
      `than minBufferSeconds (${minBufferSeconds})`,
  ];
}

export const pandaEntry = {
  name: "panda",
  factory: panda,
  defaults: pandaDefaults,
  kinds: pandaKinds,
  summary: "probes for its share of the link, smooths it, switches outside a dead zone",
  citation: "Li, Zhu, Gahm, Pan, Hu, Begen, Oran: Probe and Adapt. IEEE JSAC 32(4), 2014",
  warnings: pandaWarnings,
} satisfies EntryOf<PandaOptions>;
