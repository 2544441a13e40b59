import type { EstimatorFactory } from "../estimators/estimator.js";
import { perSampleEwma } from "../estimators/per-sample-ewma.js";
import { type OptionKinds, withDefaults } from "../model/options.js";
import type { Observation, PolicyFactory } from "../model/policy.js";
import type { Level } from "../model/video.js";
import { type BitsPerSecond, bpsFromKbps, type Seconds } from "../units.js";
import type { EntryOf } from "./entry.js";
import { heightCap, highestWithinHeight } from "./shared/device-cap.js";
import { hasPassed } from "./shared/elapsed.js";
import { currentLevel, highestOrLowest, withinAllowed } from "./shared/ladder.js";
import { describeMostBuffer, mostBufferAtDecision, type PolicySetting } from "./shared/warnings.js";

export interface BufferOptions {
  /** A level fits when its bitrate is at most this times the estimate. */
  readonly safetyFactor: number;
  /** Below this buffer level the target is the lowest level; seconds. */
  readonly panicSeconds: Seconds;
  /** Below this buffer level the target is one below the best that fits; seconds. */
  readonly conservativeSeconds: Seconds;
  /** After a switch, so long until a smaller change than `largeChangeLevels` is made; seconds. */
  readonly minSecondsBetweenSwitches: Seconds;
  /** A change of so many levels or more is made at once. */
  readonly largeChangeLevels: number;
  /** Share of the newest sample in the estimate. */
  readonly newWeight: number;
  /** The level to start at, by name. */
  readonly startName: string;
  /** Where no level has that name, the highest of at most this bitrate; kbit/s. */
  readonly startKbps: number;
  /** In panic, change at once even by one level. Ours; the document waits. */
  readonly panicAtOnce: boolean;
  /** Whose throughput to reckon with; undefined for the document's own. */
  readonly estimator: EstimatorFactory | undefined;
}

export const bufferDefaults: BufferOptions = {
  safetyFactor: 0.85,
  panicSeconds: 5,
  conservativeSeconds: 10,
  minSecondsBetweenSwitches: 10,
  largeChangeLevels: 2,
  newWeight: 0.7,
  startName: "720p_medium",
  startKbps: 2000,
  panicAtOnce: false,
  estimator: undefined,
};

export const bufferKinds: OptionKinds<BufferOptions> = {
  safetyFactor: "positive",
  panicSeconds: "nonNegative",
  conservativeSeconds: "nonNegative",
  minSecondsBetweenSwitches: "nonNegative",
  largeChangeLevels: "count",
  newWeight: "weight",
  startName: "text",
  startKbps: "positive",
  panicAtOnce: "boolean",
  estimator: "estimator",
};

/**
 * The three-zone controller of the Netflix-like architecture document (section 2.2).
 *
 * Estimate: 0.7 new + 0.3 old per segment, of bits over whole request. The best level is the highest with bitrate
 * <= 0.85 x estimate, else the lowest. The target by buffer level: under `panicSeconds` the lowest; under
 * `conservativeSeconds` one below the best; else the best; capped by the device's height. The level changes to the
 * target only if that is `largeChangeLevels` or more away, or `minSecondsBetweenSwitches` have passed since the last
 * switch. The first segment is of the level named 720p_medium, else the highest of at most 2 Mbit/s.
 *
 * The document's own claim of a down-switch within 4 s does not follow from its rules: a drop by one level, in panic
 * too, may wait 10 s. `panicAtOnce` shows what that costs. Its code asks for more than 10 s since the last
 * switch, its text for at least 10; this does as the text.
 */
export const buffer: PolicyFactory<BufferOptions> = (options, context) => {
  const { levels } = context;
  const settings = withDefaults(bufferDefaults, options);
  const start = startLevel(levels, settings);
  const documents: EstimatorFactory = () => perSampleEwma({ newWeight: settings.newWeight });
  const estimator = (settings.estimator ?? documents)(context);
  let switchedAt: Seconds | undefined;

  function targetOf(bufferLevel: Seconds, estimate: BitsPerSecond | undefined): Target {
    if (bufferLevel < settings.panicSeconds) return { level: 0, reason: "panic" };
    const safe = (estimate ?? 0) * settings.safetyFactor;
    const best = highestOrLowest(levels, safe);
    if (bufferLevel < settings.conservativeSeconds)
      return { level: Math.max(0, best - 1), reason: "conservative" };
    return { level: best, reason: "best" };
  }

  function limit(level: number, o: Observation): number {
    return withinAllowed(Math.min(level, highestWithinHeight(levels, heightCap(o.device))), o.allowed);
  }

  function mayChange(from: number, to: number, now: Seconds, panic: boolean): boolean {
    if (Math.abs(to - from) >= settings.largeChangeLevels || (panic && settings.panicAtOnce)) return true;
    return switchedAt === undefined || hasPassed(switchedAt, now, settings.minSecondsBetweenSwitches);
  }

  return {
    name: "buffer",
    onSample: (sample) => estimator.add(sample),
    decide(o) {
      const estimate = estimator.estimate(o.now);
      const current = currentLevel(o);
      if (current === undefined) return { level: limit(start, o), reason: "start", estimate };
      const { level: wanted, reason } = targetOf(o.buffer, estimate);
      const target = limit(wanted, o);
      const changes = mayChange(current, target, o.now, reason === "panic");
      const level = changes ? target : withinAllowed(current, o.allowed);
      if (level !== current) switchedAt = o.now;
      return { level, reason: level === target ? reason : "hold", estimate };
    },
  };
};

interface Target {
  readonly level: number;
  readonly reason: "panic" | "conservative" | "best";
}

function startLevel(levels: readonly Level[], { startName, startKbps }: BufferOptions): number {
  const named = levels.findIndex(({ name }) => name === startName);
  return named === -1 ? highestOrLowest(levels, bpsFromKbps(startKbps)) : named;
}

export function bufferWarnings(options: Partial<BufferOptions>, setting: PolicySetting): string[] {
  const { panicSeconds, conservativeSeconds } = withDefaults(bufferDefaults, options);
  const most = mostBufferAtDecision(setting);
  if (most < panicSeconds)
    return [
      `stays at level 0: ${describeMostBuffer(setting)}, which is below panicSeconds (${panicSeconds})`,
    ];
  if (most >= conservativeSeconds) return [];
  return [
    `always stays one level under what fits: ${describeMostBuffer(setting)}, which is below conservativeSeconds ` +
      `(${conservativeSeconds})`,
  ];
}

export const bufferEntry = {
  name: "buffer",
  factory: buffer,
  defaults: bufferDefaults,
  kinds: bufferKinds,
  summary: "three buffer zones over a quick throughput average, with hysteresis",
  citation: "Netflix-like architecture document, section 2.2",
  warnings: bufferWarnings,
} satisfies EntryOf<BufferOptions>;
