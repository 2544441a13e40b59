import { sabreEwma } from "../estimators/sabre-ewma.js";
import { type OptionKinds, withDefaults } from "../model/options.js";
import type { PolicyFactory } from "../model/policy.js";
import type { Seconds } from "../units.js";
import type { EntryOf } from "./entry.js";
import { insufficientBufferRule } from "./insufficient-buffer.js";
import { withinAllowed } from "./ladder.js";
import { sustainableLevel } from "./sustainable-level.js";

export interface ThroughputOptions {
  /** The share of the estimate to reckon with. */
  readonly safetyFactor: number;
  /** Lower the level when the buffer might not last through the download. */
  readonly insufficientBuffer: boolean;
  /** The insufficient-buffer rule's safety factor at first use. */
  readonly bufferSafetyStart: number;
  /** What that factor is multiplied by after each use. */
  readonly bufferSafetyDecay: number;
  /** What that factor does not fall below. */
  readonly bufferSafetyFloor: number;
  /** Half-life of the average that follows quickly; seconds of transfer. */
  readonly fastHalfLifeSeconds: Seconds;
  /** Half-life of the average that follows slowly; seconds of transfer. */
  readonly slowHalfLifeSeconds: Seconds;
}

export const throughputDefaults: ThroughputOptions = {
  safetyFactor: 0.9,
  insufficientBuffer: true,
  bufferSafetyStart: 0.9,
  bufferSafetyDecay: 0.9,
  bufferSafetyFloor: 0.5,
  fastHalfLifeSeconds: 3,
  slowHalfLifeSeconds: 8,
};

export const throughputKinds: OptionKinds<ThroughputOptions> = {
  safetyFactor: "positive",
  insufficientBuffer: "boolean",
  bufferSafetyStart: "nonNegative",
  bufferSafetyDecay: "share",
  bufferSafetyFloor: "nonNegative",
  fastHalfLifeSeconds: "positive",
  slowHalfLifeSeconds: "positive",
};

/**
 * The throughput rule of the simulator Sabre (Spiteri, Sitaraman and Sparacio, "From Theory to Practice: Improving
 * Bitrate Adaptation in the DASH Reference Player", MMSys 2018), as in dash.js of its day: the highest level that
 * 0.9 x the estimated throughput, after the estimated latency, downloads as fast as it plays, then the
 * insufficient-buffer rule. Throughput (bits over seconds after the first bit) and latency are Sabre's: see
 * `sabreEwma`. The first segment is of the lowest level, and the insufficient-buffer rule is not in use before
 * something has been measured.
 */
export const throughput: PolicyFactory<ThroughputOptions> = (options, { levels, segmentDuration }) => {
  const settings = withDefaults(throughputDefaults, options);
  const estimator = sabreEwma({
    fastHalfLife: settings.fastHalfLifeSeconds,
    slowHalfLife: settings.slowHalfLifeSeconds,
    segmentDuration,
  });
  const lowerForBuffer = insufficientBufferRule(levels, segmentDuration, {
    start: settings.bufferSafetyStart,
    decay: settings.bufferSafetyDecay,
    floor: settings.bufferSafetyFloor,
  });
  return {
    name: "throughput",
    onSample: (sample) => estimator.add(sample),
    decide(o) {
      const estimate = estimator.estimate();
      if (estimate === undefined) return { level: withinAllowed(0, o.allowed), reason: "no samples" };
      const latency = estimator.latency() ?? 0;
      const sustainable = sustainableLevel(
        levels,
        segmentDuration,
        settings.safetyFactor * estimate,
        latency,
      );
      const level = settings.insufficientBuffer
        ? lowerForBuffer(sustainable, o.buffer, estimate, latency)
        : sustainable;
      return {
        level: withinAllowed(level, o.allowed),
        reason: level === sustainable ? "throughput" : "insufficient buffer",
        estimate,
      };
    },
  };
};

export const throughputEntry = {
  name: "throughput",
  factory: throughput,
  defaults: throughputDefaults,
  kinds: throughputKinds,
  summary: "Sabre's throughput rule with its insufficient-buffer rule",
  citation: "Spiteri, Sitaraman, Sparacio: From Theory to Practice. MMSys 2018",
} satisfies EntryOf<ThroughputOptions>;
