import type { Observation, Policy, PolicyContext, Sample } from "../../src/model/policy.js";
import type { Level } from "../../src/model/video.js";

/** A ladder from bitrates in kbit/s. */
export const ladder = (...kbps: readonly number[]): Level[] => kbps.map((one) => ({ bitrate: one * 1000 }));

/** The nine levels of the Netflix-like architecture document. */
export const nineLevels: readonly Level[] = [
  { name: "240p", bitrate: 300_000, height: 240 },
  { name: "360p", bitrate: 600_000, height: 360 },
  { name: "480p", bitrate: 1_000_000, height: 480 },
  { name: "720p_medium", bitrate: 2_000_000, height: 720 },
  { name: "720p_high", bitrate: 3_000_000, height: 720 },
  { name: "1080p_medium", bitrate: 5_000_000, height: 1080 },
  { name: "1080p_high", bitrate: 8_000_000, height: 1080 },
  { name: "4k_sdr", bitrate: 20_000_000, height: 2160 },
  { name: "4k_hdr", bitrate: 25_000_000, height: 2160 },
];

/** A policy's context: 4 s segments and a 60 s buffer unless said otherwise. */
export function contextWith(levels: readonly Level[], overrides: Partial<PolicyContext> = {}): PolicyContext {
  const random = () => {
    throw new Error("no policy under test draws a number");
  };
  return { levels, segmentDuration: 4, maxBuffer: 60, media: "video", random, ...overrides };
}

/** What a policy is shown in mid-session, with every level allowed unless said otherwise. */
export function observationWith(levels: readonly Level[], overrides: Partial<Observation> = {}): Observation {
  return {
    now: 100,
    phase: "playing",
    buffer: 20,
    maxBuffer: 60,
    playbackRate: 1,
    lastLevel: undefined,
    levels,
    allowed: [0, levels.length - 1],
    segment: { index: 10, duration: 4, remaining: 20 },
    samples: [],
    ...overrides,
  };
}

/** A download of 1 s without latency, ending at 100 s, at so many kbit/s. */
export function sampleOf(kbps: number, overrides: Partial<Sample> = {}): Sample {
  return { start: 99, firstByte: 99, end: 100, bits: kbps * 1000, level: 0, ...overrides };
}

/** Tells a policy of downloads of 1 s each, the last of them ending at `end`. */
export function tell(policy: Policy, levels: readonly Level[], kbps: readonly number[], end = 100): void {
  kbps.forEach((one, index) => {
    const finished = end - (kbps.length - 1 - index);
    const sample = sampleOf(one, { start: finished - 1, firstByte: finished - 1, end: finished });
    policy.onSample?.(sample, observationWith(levels, { now: finished }));
  });
}
