import { dualPerSampleEwma } from "../estimators/dual-per-sample-ewma.js";
import type { EstimatorFactory } from "../estimators/estimator.js";
import { type OptionKinds, withDefaults } from "../model/options.js";
import type { DeviceState, Observation, PolicyFactory } from "../model/policy.js";
import { type BitsPerSecond, bpsFromKbps, type Seconds } from "../units.js";
import type { EntryOf } from "./entry.js";
import { heightCap, highestWithinHeight, isBatteryLow } from "./shared/device-cap.js";
import { hasPassed } from "./shared/elapsed.js";
import { currentLevel, highestWithin, withinAllowed } from "./shared/ladder.js";
import { describeMostBuffer, mostBufferAtDecision, type PolicySetting } from "./shared/warnings.js";

export interface EwmaOptions {
  /** A level is a candidate when its bitrate is at most this times the estimate. The document gives no value. */
  readonly bandwidthSafetyFactor: number;
  /** Below this buffer level, the lowest level at once; seconds. The document gives no value. */
  readonly panicBufferSeconds: Seconds;
  /** Below this buffer level, only levels well under the current one; seconds. The document gives no value. */
  readonly minBufferSeconds: Seconds;
  /** Above this buffer level, the highest candidate; seconds. The document gives no value. */
  readonly maxBufferSeconds: Seconds;
  /** For so long after a switch the current level stays while it is a candidate. The document gives no value. */
  readonly minSecondsBetweenSwitches: Seconds;
  /** The most levels that a switch may cross. The document gives no value. */
  readonly maxLevelJump: number;
  /** The lowest level to use; -1 for none. */
  readonly minQuality: number;
  /** The highest level to use; -1 for none. */
  readonly maxQuality: number;
  /** Below `minBufferSeconds`, a level's bitrate is at most this times the current one's. */
  readonly lowBufferFactor: number;
  /** Share of the newest sample in the fast average. */
  readonly fastNewWeight: number;
  /** Share of the newest sample in the slow average. */
  readonly slowNewWeight: number;
  /** The estimate while no sample is recent; kbit/s. */
  readonly defaultEstimateKbps: number;
  /** A sample is recent until it is this old; seconds. */
  readonly sampleWindowSeconds: Seconds;
  /** Below this share of the battery's charge, `lowBatteryHeight` caps the height. */
  readonly lowBatteryShare: number;
  /** Pixels. */
  readonly lowBatteryHeight: number;
  /** Do what the document's code does, slips included, instead of what it means. */
  readonly literal: boolean;
  /** Whose throughput to reckon with, the default where it knows none; undefined for the document's own. */
  readonly estimator: EstimatorFactory | undefined;
}

export const ewmaDefaults: EwmaOptions = {
  bandwidthSafetyFactor: 0.9,
  panicBufferSeconds: 5,
  minBufferSeconds: 10,
  maxBufferSeconds: 30,
  minSecondsBetweenSwitches: 5,
  maxLevelJump: 2,
  minQuality: -1,
  maxQuality: -1,
  lowBufferFactor: 0.7,
  fastNewWeight: 0.1,
  slowNewWeight: 0.05,
  defaultEstimateKbps: 1000,
  sampleWindowSeconds: 30,
  lowBatteryShare: 0.2,
  lowBatteryHeight: 720,
  literal: false,
  estimator: undefined,
};

export const ewmaKinds: OptionKinds<EwmaOptions> = {
  bandwidthSafetyFactor: "positive",
  panicBufferSeconds: "nonNegative",
  minBufferSeconds: "nonNegative",
  maxBufferSeconds: "nonNegative",
  minSecondsBetweenSwitches: "nonNegative",
  maxLevelJump: "count",
  minQuality: "levelOrNone",
  maxQuality: "levelOrNone",
  lowBufferFactor: "nonNegative",
  fastNewWeight: "weight",
  slowNewWeight: "weight",
  defaultEstimateKbps: "positive",
  sampleWindowSeconds: "nonNegative",
  lowBatteryShare: "share",
  lowBatteryHeight: "positive",
  literal: "boolean",
  estimator: "estimator",
};

/**
 * The adaptive-bitrate engine of the streaming-pipeline document ("Adaptive Bitrate Algorithm"): two averages of
 * throughput and four zones of buffer.
 *
 * Estimate: the lower of a fast (0.9 old + 0.1 new) and a slow (0.95 old + 0.05 new) average of bits over whole
 * request; 1 Mbit/s with no sample in the last 30 s. Candidates: the levels with bitrate <= estimate x
 * bandwidthSafetyFactor; if there are none, the lowest level, at once. Then by buffer level:
 *
 * - under `panicBufferSeconds`: the lowest level, at once;
 * - under `minBufferSeconds`: the highest candidate with bitrate <= 0.7 x the current one, else the lowest level;
 * - up to `maxBufferSeconds`: the current level if it is a candidate, else the highest candidate;
 * - above: the highest candidate.
 *
 * Less than `minSecondsBetweenSwitches` after a switch the current level stays if it is still among the candidates,
 * and a switch crosses at most `maxLevelJump` levels. Last come minQuality and maxQuality, the device's height,
 * and what the player allows. A metered connection (2g, 3g) is reported in the reason and changes nothing.
 *
 * With `literal`, the document's code: between the zones the highest candidate wins too; the jump limit slows panic,
 * and counts the first choice as if from level -1; only a level that the player forces (allowing no other) counts
 * as a switch; a sample stays recent until the next one comes; a low battery's 720 lines replace the screen's
 * height even where that is less. Where the code fails (a low buffer with no current level, a screen under every
 * level), this answers the lowest level.
 */
export const ewma: PolicyFactory<EwmaOptions> = (options, context) => {
  const { levels } = context;
  const settings = withDefaults(ewmaDefaults, options);
  const { literal, maxLevelJump, minQuality, maxQuality } = settings;
  const lowBattery = { share: settings.lowBatteryShare, height: settings.lowBatteryHeight };
  const defaultEstimate = bpsFromKbps(settings.defaultEstimateKbps);
  const documents: EstimatorFactory = () =>
    dualPerSampleEwma({
      fastNewWeight: settings.fastNewWeight,
      slowNewWeight: settings.slowNewWeight,
      defaultEstimate,
      sampleWindow: literal ? Number.POSITIVE_INFINITY : settings.sampleWindowSeconds,
    });
  const estimator = (settings.estimator ?? documents)(context);
  let switchedAt: Seconds | undefined;

  function zoneOf(buffer: Seconds): Zone {
    if (buffer < settings.panicBufferSeconds) return "panic";
    if (buffer < settings.minBufferSeconds) return "low buffer";
    return buffer > settings.maxBufferSeconds ? "high buffer" : "steady";
  }

  /** The highest level that estimate and buffer permit: every lower one is a candidate too, as bitrates rise. */
  function highestCandidate(zone: Zone, estimate: BitsPerSecond, current: number | undefined) {
    if (zone === "panic") return 0;
    const affordable = estimate * settings.bandwidthSafetyFactor;
    if (zone !== "low buffer") return highestWithin(levels, affordable);
    if (current === undefined) return undefined;
    return highestWithin(levels, Math.min(affordable, levels[current]!.bitrate * settings.lowBufferFactor));
  }

  function choose(o: Observation, estimate: BitsPerSecond, current: number | undefined): Choice {
    const zone = zoneOf(o.buffer);
    const highest = highestCandidate(zone, estimate, current);
    if (highest === undefined) return { level: 0, reason: "nothing fits" };
    if (zone === "panic" && !literal) return { level: 0, reason: zone };
    const currentFits = current !== undefined && current <= highest;
    if (currentFits && zone === "steady" && !literal) return { level: current, reason: zone };
    const recentSwitch =
      switchedAt !== undefined && !hasPassed(switchedAt, o.now, settings.minSecondsBetweenSwitches);
    if (currentFits && recentSwitch) return { level: current, reason: "recent switch" };
    const from = current ?? (literal ? -1 : highest);
    const level = Math.min(Math.max(highest, from - maxLevelJump), from + maxLevelJump);
    return { level, reason: level === highest ? zone : "jump limit" };
  }

  function limit(level: number, o: Observation): number {
    let limited = level;
    if (maxQuality !== -1) limited = Math.min(limited, maxQuality);
    if (minQuality !== -1) limited = Math.max(limited, minQuality);
    limited = Math.min(limited, highestWithinHeight(levels, deviceHeight(o.device)));
    return withinAllowed(limited, o.allowed);
  }

  function deviceHeight(device: DeviceState | undefined): number | undefined {
    return literal && isBatteryLow(device, lowBattery) ? lowBattery.height : heightCap(device, lowBattery);
  }

  return {
    name: "ewma",
    onSample: (sample) => estimator.add(sample),
    decide(o) {
      const estimate = estimator.estimate(o.now) ?? defaultEstimate;
      const current = currentLevel(o);
      const choice = choose(o, estimate, current);
      const level = limit(choice.level, o);
      const forced = o.allowed[0] === o.allowed[1];
      if (current !== undefined && level !== current && (forced || !literal)) switchedAt = o.now;
      const reason = level === choice.level ? choice.reason : "limit";
      return { level, estimate, reason: isMetered(o.device) ? `${reason}, metered` : reason };
    },
  };
};

type Zone = "panic" | "low buffer" | "steady" | "high buffer";

interface Choice {
  readonly level: number;
  readonly reason: string;
}

const isMetered = (device: DeviceState | undefined): boolean =>
  device?.connection === "2g" || device?.connection === "3g";

export function ewmaWarnings(options: Partial<EwmaOptions>, setting: PolicySetting): string[] {
  const { literal, maxBufferSeconds } = withDefaults(ewmaDefaults, options);
  if (literal || mostBufferAtDecision(setting) > maxBufferSeconds) return [];
  return [
    `never climbs: ${describeMostBuffer(setting)}, and a level that fits is kept up to maxBufferSeconds ` +
      `(${maxBufferSeconds})`,
  ];
}

export const ewmaEntry = {
  name: "ewma",
  factory: ewma,
  defaults: ewmaDefaults,
  kinds: ewmaKinds,
  summary: "the lower of two throughput averages, four buffer zones, limited switches",
  citation: "Streaming pipeline document, Adaptive Bitrate Algorithm",
  warnings: ewmaWarnings,
} satisfies EntryOf<EwmaOptions>;
