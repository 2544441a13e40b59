import type { EstimatorFactory } from "../estimators/estimator.js";
import { slidingMean } from "../estimators/sliding-mean.js";
import { type OptionKinds, withDefaults } from "../model/options.js";
import type { Observation, PolicyFactory } from "../model/policy.js";
import type { BitsPerSecond, Seconds } from "../units.js";
import type { EntryOf } from "./entry.js";
import { heightCap, highestWithinHeight } from "./shared/device-cap.js";
import { hasPassed } from "./shared/elapsed.js";
import { currentLevel, highestOrLowest, withinAllowed } from "./shared/ladder.js";
import { describeMostBuffer, mostBufferAtDecision, type PolicySetting } from "./shared/warnings.js";

export interface HysteresisOptions {
  /** How many of the newest segments' throughputs are averaged; 3 to 5 in the document. */
  readonly sampleCount: number;
  /** Up only when the bandwidth is over this times the next level's bitrate. */
  readonly upFactor: number;
  /** Up only above this buffer level; seconds. */
  readonly upBufferSeconds: Seconds;
  /** Down when the bandwidth is under this times the current bitrate. */
  readonly downFactor: number;
  /** Down below this buffer level; seconds. */
  readonly downBufferSeconds: Seconds;
  /** At least so long after any switch before an up-switch; seconds. */
  readonly minSecondsBetweenSwitches: Seconds;
  /** The viewer's own choice of a highest level; -1 for none. */
  readonly maxQuality: number;
  /** Below this share of the battery's charge, `lowBatteryHeight` caps the height. The document gives no value. */
  readonly lowBatteryShare: number;
  /** Pixels. The document gives no value. */
  readonly lowBatteryHeight: number;
  /** Follow the zones of the document's flow chart too. */
  readonly zones: boolean;
  /** With `zones`: bandwidth leads down only below this buffer level; seconds. */
  readonly zoneLowSeconds: Seconds;
  /** With `zones`: up only above this buffer level; seconds. */
  readonly zoneHighSeconds: Seconds;
  /** Whose throughput to reckon with; undefined for the document's own. */
  readonly estimator: EstimatorFactory | undefined;
}

export const hysteresisDefaults: HysteresisOptions = {
  sampleCount: 5,
  upFactor: 1.5,
  upBufferSeconds: 25,
  downFactor: 0.8,
  downBufferSeconds: 8,
  minSecondsBetweenSwitches: 10,
  maxQuality: -1,
  lowBatteryShare: 0.2,
  lowBatteryHeight: 720,
  zones: false,
  zoneLowSeconds: 10,
  zoneHighSeconds: 30,
  estimator: undefined,
};

export const hysteresisKinds: OptionKinds<HysteresisOptions> = {
  sampleCount: "count",
  upFactor: "positive",
  upBufferSeconds: "nonNegative",
  downFactor: "nonNegative",
  downBufferSeconds: "nonNegative",
  minSecondsBetweenSwitches: "nonNegative",
  maxQuality: "levelOrNone",
  lowBatteryShare: "share",
  lowBatteryHeight: "positive",
  zones: "boolean",
  zoneLowSeconds: "nonNegative",
  zoneHighSeconds: "nonNegative",
  estimator: "estimator",
};

/**
 * The decision engine of the platform front-end document ("Adaptive Bitrate Streaming Algorithm"): slow up, fast
 * down. Bandwidth is the mean over the last 5 segments of bits over whole request.
 *
 * - Down, at once, when bandwidth < 0.8 x the current bitrate or the buffer is under 8 s: to the highest level whose
 *   bitrate the bandwidth covers, and by one level at least.
 * - Up by one level when bandwidth > 1.5 x that level's bitrate, the buffer is over 25 s, and at least 10 s have
 *   passed since any switch.
 * - Else the level stays.
 *
 * The first segment is of the highest level that the bandwidth covers, hence of the lowest where nothing has been
 * measured. With `zones`, the document's flow chart applies as well: no up-switch up to 30 s of buffer, and bandwidth
 * leads down only below 10 s. The screen's height, a low battery (the figures are those of policy `ewma`; the document
 * has none) and a viewer's choice cap the level; a slow processor does so through the height or the levels allowed.
 */
export const hysteresis: PolicyFactory<HysteresisOptions> = (options, context) => {
  const { levels } = context;
  const settings = withDefaults(hysteresisDefaults, options);
  const { zones, maxQuality } = settings;
  const lowBattery = { share: settings.lowBatteryShare, height: settings.lowBatteryHeight };
  const documents: EstimatorFactory = () => slidingMean({ sampleCount: settings.sampleCount });
  const estimator = (settings.estimator ?? documents)(context);
  const climbsAbove = climbingBuffer(settings);
  let switchedAt: Seconds | undefined;

  function choose(o: Observation, bandwidth: BitsPerSecond | undefined, current: number | undefined): Choice {
    const covered = bandwidth === undefined ? undefined : highestOrLowest(levels, bandwidth);
    if (current === undefined) return { level: covered ?? 0, reason: "start" };
    const oneDown = Math.max(0, current - 1);
    const down = Math.min(oneDown, covered ?? oneDown);
    if (o.buffer < settings.downBufferSeconds) return { level: down, reason: "low buffer" };
    if (bandwidth === undefined) return { level: current, reason: "no samples" };
    const heedsBandwidth = !zones || o.buffer < settings.zoneLowSeconds;
    if (heedsBandwidth && bandwidth < settings.downFactor * levels[current]!.bitrate)
      return { level: down, reason: "low bandwidth" };
    const next = levels[current + 1];
    if (next === undefined || o.buffer <= climbsAbove || bandwidth <= settings.upFactor * next.bitrate)
      return { level: current, reason: "hold" };
    if (switchedAt !== undefined && !hasPassed(switchedAt, o.now, settings.minSecondsBetweenSwitches))
      return { level: current, reason: "recent switch" };
    return { level: current + 1, reason: "climb" };
  }

  function limit(level: number, o: Observation): number {
    const device = highestWithinHeight(levels, heightCap(o.device, lowBattery));
    const viewer = maxQuality === -1 ? device : Math.min(device, maxQuality);
    return withinAllowed(Math.min(level, viewer), o.allowed);
  }

  return {
    name: "hysteresis",
    onSample: (sample) => estimator.add(sample),
    decide(o) {
      const estimate = estimator.estimate(o.now);
      const current = currentLevel(o);
      const choice = choose(o, estimate, current);
      const level = limit(choice.level, o);
      if (current !== undefined && level !== current) switchedAt = o.now;
      return { level, reason: level === choice.level ? choice.reason : "limit", estimate };
    },
  };
};

interface Choice {
  readonly level: number;
  readonly reason: string;
}

/** The buffer level that has to be passed before an up-switch. */
const climbingBuffer = ({ zones, upBufferSeconds, zoneHighSeconds }: HysteresisOptions): Seconds =>
  zones ? Math.max(upBufferSeconds, zoneHighSeconds) : upBufferSeconds;

export function hysteresisWarnings(options: Partial<HysteresisOptions>, setting: PolicySetting): string[] {
  const climbsAbove = climbingBuffer(withDefaults(hysteresisDefaults, options));
  if (mostBufferAtDecision(setting) > climbsAbove) return [];
  return [`never climbs: ${describeMostBuffer(setting)}, and climbing takes more than ${climbsAbove} s`];
}

export const hysteresisEntry = {
  name: "hysteresis",
  factory: hysteresis,
  defaults: hysteresisDefaults,
  kinds: hysteresisKinds,
  summary: "slow up and fast down on the mean throughput of the last segments",
  citation: "Platform front-end document, Adaptive Bitrate Streaming Algorithm",
  warnings: hysteresisWarnings,
} satisfies EntryOf<HysteresisOptions>;
