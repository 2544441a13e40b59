import type { Estimator, EstimatorFactory, LatencyEstimator } from "../estimators/estimator.js";
import { sabreEwma } from "../estimators/sabre-ewma.js";
import { type OptionKinds, withDefaults } from "../model/options.js";
import type { PolicyFactory } from "../model/policy.js";
import type { Level } from "../model/video.js";
import type { BitsPerSecond, Seconds } from "../units.js";
import type { EntryOf } from "./entry.js";
import { currentLevel, highestWithin, withinAllowed } from "./shared/ladder.js";
import { monotoneSearch } from "./soda/monotone-search.js";

export interface SodaOptions {
  /** Plans reach so far ahead, a segment's duration at a time; seconds. */
  readonly horizonSeconds: Seconds;
  /** Yet no more than so many intervals. Ours. */
  readonly maxIntervals: number;
  /** What a second of media costs: `log`, by the ratio of the highest bitrate to its own; `inverse`, by 1 / bitrate. */
  readonly distortion: "log" | "inverse";
  /** beta: what an empty buffer weighs against the lowest quality. Ours; the paper gives no value. */
  readonly bufferWeight: number;
  /** gamma: what a switch across the whole ladder weighs against the lowest quality. Ours; the paper gives no value. */
  readonly switchWeight: number;
  /** epsilon: what a buffer over its target costs against one under it. Ours; the paper says under 1. */
  readonly overfullShare: number;
  /** The target buffer level as a share of the maximum. Ours; the paper gives no value. */
  readonly targetShare: number;
  /** Whose throughput to reckon with; undefined for the published one. */
  readonly estimator: EstimatorFactory | undefined;
}

export const sodaDefaults: SodaOptions = {
  horizonSeconds: 10,
  maxIntervals: 5,
  distortion: "log",
  bufferWeight: 20,
  switchWeight: 40,
  overfullShare: 0.2,
  targetShare: 0.8,
  estimator: undefined,
};

export const sodaKinds: OptionKinds<SodaOptions> = {
  horizonSeconds: "positive",
  maxIntervals: "count",
  distortion: ["log", "inverse"],
  bufferWeight: "nonNegative",
  switchWeight: "nonNegative",
  overfullShare: "share",
  targetShare: "share",
  estimator: "estimator",
};

/**
 * SODA (Chen, Lin, Christianson, Akhtar, Dharmaji, Hajiesmaili, Wierman and Sitaraman, "SODA: An Adaptive Bitrate
 * Controller for Consistent High-Quality Video Streaming", SIGCOMM 2024). It plans K intervals of dt seconds of time,
 * not of media, under one expected throughput w, and takes the first level of the plan that costs least:
 *
 *     sum of  v(r) w / r  +  beta b(x)  +  gamma (v(r) - v(r before))^2,   x' = x + w dt / r - dt >= 0
 *
 * v is the distortion, ln(r_max / r) / ln(r_max / r_min) or r_min / r; b the buffer's distance from its target t,
 * ((t - x) / t)^2, times epsilon above it. Steering the buffer to a target, instead of counting rebuffering, is what
 * makes it safe against wrong predictions (section 3.1); a plan that would take the buffer below 0 is none (equation
 * 2c). That it may not exceed the maximum is left to the player, which waits, as Algorithm 1 and figure 5 do. Only
 * plans that rise or fall throughout are searched (section 5.3; see `monotoneSearch`). dt is the segment duration
 * (section 5.1), K dt at most 10 s (section 5.2), and no level is taken above the lowest whose bitrate covers w
 * (section 5.1). w is the lower of two averages of half-lives 3 and 8 s, of dash.js and of Sabre, which the paper's
 * simulator derives from.
 *
 * Ours is a second form of the constraint. The paper's model plays media while they arrive, a player whole segments
 * only: a download that outlasts the buffer stalls, though the plan ends each interval above 0. So no level is
 * planned with whose segment, of its nominal size and after the estimator's latency, would arrive after the buffer has
 * run dry. Without that there are steady links, somewhat below a level's bitrate, on which it stalls in every segment
 * for good, whichever weights were tried: what section 2 of the paper reproaches RobustMPC with.
 *
 * Ours too: the paper leaves weights and target to the operator. So that they mean the same for any ladder, buffer and
 * segment duration, the cost is that of a second, v is scaled to 0..1 and b by the target (the paper's b is in square
 * seconds, so its beta is bufferWeight / t^2). Their values were chosen on all shipped traces with ladders of six, nine
 * and ten levels, in buffers of 10, 20 and 60 s, by QoE `linear` with a stall at the price of the top bitrate, and the
 * paper's own QoE (mean log utility - 10 x rebuffering ratio - switching rate). Algorithm 1 prints r > r_0 where text
 * and theorem say r >= r_0, which is taken. At most 5 intervals are planned. The first segment is of the lowest level,
 * and so is one for which every plan, or every segment, runs the buffer dry.
 */
export const soda: PolicyFactory<SodaOptions> = (options, context) => {
  const settings = withDefaults(sodaDefaults, options);
  const { levels, segmentDuration } = context;
  const { bufferWeight, overfullShare, switchWeight, targetShare } = settings;
  const estimator: Estimator & Partial<LatencyEstimator> = (settings.estimator ?? published)(context);
  const reach = Math.floor(settings.horizonSeconds / segmentDuration);
  const horizon = Math.max(1, Math.min(settings.maxIntervals, reach));
  let target: Seconds = 0;
  const search = monotoneSearch({
    bitrates: levels.map(({ bitrate }) => bitrate),
    distortions: distortionsOf(levels, settings.distortion),
    interval: segmentDuration,
    bufferCost(buffer) {
      const off = target > 0 ? (target - buffer) / target : 0;
      return bufferWeight * off * off * (off < 0 ? overfullShare : 1);
    },
    switchCost: (change) => switchWeight * change * change,
  });

  return {
    name: "soda",
    onSample: (sample) => estimator.add(sample),
    decide(o) {
      const throughput = estimator.estimate(o.now);
      if (throughput === undefined) return { level: withinAllowed(0, o.allowed), reason: "no samples" };
      target = targetShare * o.maxBuffer;
      const from = currentLevel(o);
      // The highest bitrate of which a segment is there before the buffer runs dry.
      const inTime = ((o.buffer - (estimator.latency?.() ?? 0)) * throughput) / segmentDuration;
      const timely = highestWithin(levels, inTime);
      const highest = Math.min(lowestCovering(levels, throughput), timely ?? 0);
      const planned =
        timely === undefined ? undefined : search({ throughput, buffer: o.buffer, from, horizon, highest });
      const level = withinAllowed(planned ?? 0, o.allowed);
      const reason = planned === undefined ? "runs dry" : level === planned ? "plan" : "limit";
      return { level, reason, estimate: throughput };
    },
  };
};

const published: EstimatorFactory = ({ segmentDuration }) =>
  sabreEwma({ fastHalfLife: 3, slowHalfLife: 8, segmentDuration });

/** What a second of media at each level costs, from 1 at the lowest down. */
function distortionsOf(levels: readonly Level[], kind: SodaOptions["distortion"]): number[] {
  const lowest = levels[0]!.bitrate;
  const highest = levels[levels.length - 1]!.bitrate;
  if (kind === "inverse") return levels.map(({ bitrate }) => lowest / bitrate);
  const range = Math.log(highest / lowest) || 1;
  return levels.map(({ bitrate }) => Math.log(highest / bitrate) / range);
}

/** The lowest level whose bitrate is at least this, or the top. */
function lowestCovering(levels: readonly Level[], throughput: BitsPerSecond): number {
  const covering = levels.findIndex(({ bitrate }) => bitrate >= throughput);
  return covering === -1 ? levels.length - 1 : covering;
}

export const sodaEntry = {
  name: "soda",
  factory: soda,
  defaults: sodaDefaults,
  kinds: sodaKinds,
  summary: "plans over time for quality, a steady buffer and few switches",
  citation: "Chen et al.: SODA, an Adaptive Bitrate Controller. SIGCOMM 2024",
} satisfies EntryOf<SodaOptions>;
