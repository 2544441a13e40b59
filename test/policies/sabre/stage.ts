import type { LatencyEstimator } from "../../../src/estimators/estimator.js";
import type {
  InFlight,
  Observation,
  Policy,
  PolicyContext,
  PolicyFactory,
} from "../../../src/model/policy.js";
import { contextWith, observationWith } from "../stage.js";

/**
 * Bitrates of 1, e and e^2 Mbit/s, so that BOLA's utilities are 0, 1 and 2. With gammaP 1, segments of 4 s and a
 * buffer of 34 s, Vp = (34 - 4) / (2 + 1) = 10 s. Level 1 is better than level 0 from
 * 10 (1 + (e x 0 - 1 x 1) / (e - 1)) = 4.180 s on, and level 2 better than 1 from 10 (1 + (e x 1 - 2) / (e - 1)) =
 * 14.180 s on; they are worth fetching up to 10, 20 and 30 s.
 */
export const eLadder = [0, 1, 2].map((power) => ({ bitrate: 1e6 * Math.exp(power) }));
/** Bit/s that sustain just level 0, 1, or 2. */
export const SUSTAINS = [1.5e6, 3e6, 8e6] as const;
export const BUFFER_34: Partial<PolicyContext> = { maxBuffer: 34 };

/** A policy whose estimator says what it is told to. */
export function measured<Options extends object>(
  factory: PolicyFactory<Options>,
  options: Partial<Options>,
  context: Partial<PolicyContext> = BUFFER_34,
) {
  let throughput: number | undefined;
  let latency = 0;
  const estimator = (): LatencyEstimator => ({
    add() {},
    estimate: () => throughput,
    latency: () => latency,
  });
  const policy: Policy = factory({ estimator, ...options }, contextWith(eLadder, context));
  const see = (overrides: Partial<Observation>) => observationWith(eLadder, { maxBuffer: 34, ...overrides });
  return {
    policy,
    measure(bps: number | undefined, seconds = 0) {
      throughput = bps;
      latency = seconds;
    },
    /** The decision at this buffer level, copied. */
    decide: (buffer: number, overrides: Partial<Observation> = {}) => ({
      ...policy.decide(see({ buffer, ...overrides })),
    }),
    /** A download of this level finished, after so long, with so much buffered then. */
    arrive: (level: number, seconds: number, buffer: number, index = 11) =>
      policy.onSample!(
        { start: 100 - seconds, firstByte: 100 - seconds, end: 100, bits: 1e6, level },
        see({ buffer, now: 100, segment: { index, duration: 4, remaining: 20 } }),
      ),
    /** What the policy makes of a download in flight, now. */
    progress: (inFlight: Partial<InFlight>, buffer: number, now = 100) =>
      policy.onProgress!(
        { segment: 10, level: 2, start: 90, firstByte: 90, loaded: 1e6, total: 30e6, ...inFlight },
        see({ buffer, now }),
      )?.abandonTo,
  };
}
