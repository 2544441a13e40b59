import type { EstimatorFactory } from "../estimators/estimator.js";
import { slidingMean } from "../estimators/sliding-mean.js";
import { type OptionKinds, withDefaults } from "../model/options.js";
import type { Observation, PolicyFactory } from "../model/policy.js";
import { type BitsPerSecond, bpsFromKbps, type Seconds } from "../units.js";
import type { EntryOf } from "./entry.js";
import { highestWithinHeight, isBatteryLow } from "./shared/device-cap.js";
import { highestOrLowest, withinAllowed } from "./shared/ladder.js";
import { describeMostBuffer, mostBufferAtDecision, type PolicySetting } from "./shared/warnings.js";

export interface RecommenderOptions {
  /** The bitrate is at most this times the bandwidth. The document gives no value. */
  readonly safetyFactor: number;
  /** Below this buffer level `lowBufferFactor` applies: one of the document's segments; seconds. */
  readonly lowBufferSeconds: Seconds;
  /** The bitrate is then at most this times the bandwidth. The document gives no value. */
  readonly lowBufferFactor: number;
  /** The bandwidth to expect before anything has been measured: the document's example; kbit/s. */
  readonly priorKbps: number;
  /** In busy hours the prior is this times as high. The document gives no value. */
  readonly busyFactor: number;
  /** The hour of day, 0 to 23, at which busy hours begin: the document's "at 8 PM". */
  readonly busyFromHour: number;
  /** How many hours are busy. The document gives no value. */
  readonly busyHours: number;
  /** Below this share of the battery's charge less is preloaded. The document gives no value. */
  readonly lowBatteryShare: number;
  /** The buffer level that requests are then held back for: two of the document's segments; seconds. */
  readonly lowBatteryBufferSeconds: Seconds;
  /** How many of the newest segments' throughputs make the bandwidth. The document gives no value. */
  readonly sampleCount: number;
  /** Whose estimate is the bandwidth; undefined for the mean of the newest segments. */
  readonly estimator: EstimatorFactory | undefined;
}

export const recommenderDefaults: RecommenderOptions = {
  safetyFactor: 0.8,
  lowBufferSeconds: 10,
  lowBufferFactor: 0.5,
  priorKbps: 2500,
  busyFactor: 0.5,
  busyFromHour: 20,
  busyHours: 3,
  lowBatteryShare: 0.2,
  lowBatteryBufferSeconds: 20,
  sampleCount: 5,
  estimator: undefined,
};

export const recommenderKinds: OptionKinds<RecommenderOptions> = {
  safetyFactor: "positive",
  lowBufferSeconds: "nonNegative",
  lowBufferFactor: "positive",
  priorKbps: "positive",
  busyFactor: "positive",
  busyFromHour: "nonNegative",
  busyHours: "nonNegative",
  lowBatteryShare: "share",
  lowBatteryBufferSeconds: "nonNegative",
  sampleCount: "count",
  estimator: "estimator",
};

/**
 * The quality recommendation of the question-and-answer document on a video service: a request names the bandwidth
 * estimate, the buffer level and what the device can show, and the answer is a level. It is stateless: what the player
 * did before does not count.
 *
 * - The highest level whose bitrate is at most 0.8 x the bandwidth; with less than a segment of the document's 10 s in
 *   the buffer, at most half of it. (The factors are ours.)
 * - No level taller than the device shows.
 * - Before anything is measured, the bandwidth is what history says of the hour: "At 8 PM, everyone's internet gets
 *   slower, so start with conservative quality". Ours: 2.5 Mbit/s, the document's example, and half of it from
 *   20 to 23 h, where the host knows the hour.
 * - "Battery Optimization: reduces preloading": below 20 % of charge requests wait until the buffer is down to 20 s,
 *   two segments. (The figures are ours.)
 *
 * The bandwidth is the player's part; the document does not say how it is come by (ours: the mean over the last 5
 * segments of bits over whole request, as policy `hysteresis`).
 */
export const recommender: PolicyFactory<RecommenderOptions> = (options, context) => {
  const settings = withDefaults(recommenderDefaults, options);
  const { levels } = context;
  const published: EstimatorFactory = () => slidingMean({ sampleCount: settings.sampleCount });
  const estimator = (settings.estimator ?? published)(context);
  const prior = priorAt(settings, context.hour);
  const lowBattery = { share: settings.lowBatteryShare };

  function recommend(o: Observation, bandwidth: BitsPerSecond): number {
    const low = o.buffer < settings.lowBufferSeconds;
    const affordable = bandwidth * (low ? settings.lowBufferFactor : settings.safetyFactor);
    return highestOrLowest(levels, affordable);
  }

  return {
    name: "recommender",
    // Of an estimator from elsewhere it is not known.
    ...(settings.estimator === undefined && { monotone: true as const }),
    onSample: (sample) => estimator.add(sample),
    decide(o) {
      const estimate = estimator.estimate(o.now);
      const wanted = recommend(o, estimate ?? prior);
      const shown = Math.min(wanted, highestWithinHeight(levels, o.device?.maxHeight));
      const level = withinAllowed(shown, o.allowed);
      const saves = o.phase === "playing" && isBatteryLow(o.device, lowBattery);
      const waitSeconds = saves ? Math.max(0, o.buffer - settings.lowBatteryBufferSeconds) : 0;
      const reason = level !== wanted ? "limit" : estimate === undefined ? "prior" : "bandwidth";
      return { level, waitSeconds, reason, estimate };
    },
  };
};

/** What to expect of the network at this hour; as in quiet hours, where the hour is not known. */
function priorAt(settings: RecommenderOptions, hour: number | undefined): BitsPerSecond {
  const { priorKbps, busyFactor, busyFromHour, busyHours } = settings;
  const prior = bpsFromKbps(priorKbps);
  if (hour === undefined) return prior;
  const hoursIn = (((hour - busyFromHour) % HOURS_A_DAY) + HOURS_A_DAY) % HOURS_A_DAY;
  return hoursIn < busyHours ? prior * busyFactor : prior;
}

const HOURS_A_DAY = 24;

export function recommenderWarnings(options: Partial<RecommenderOptions>, setting: PolicySetting): string[] {
  const { lowBufferSeconds } = withDefaults(recommenderDefaults, options);
  if (mostBufferAtDecision(setting) >= lowBufferSeconds) return [];
  return [
    `always takes its buffer for low: ${describeMostBuffer(setting)}, which is below lowBufferSeconds ` +
      `(${lowBufferSeconds})`,
  ];
}

export const recommenderEntry = {
  name: "recommender",
  factory: recommender,
  defaults: recommenderDefaults,
  kinds: recommenderKinds,
  summary: "stateless recommendation from bandwidth, buffer and device, with a prior by hour",
  citation: "Question-and-answer document on a video service, Adaptive Bitrate Manager",
  warnings: recommenderWarnings,
} satisfies EntryOf<RecommenderOptions>;
