import type { SeenByPolicy } from "../../../src/model/recorded-session.js";
import type { ReplayedCall, ReplayedSession } from "../../../src/report/replay/index.js";

export const seen = (now: number, more: Partial<SeenByPolicy> = {}): SeenByPolicy => ({
  now,
  phase: "playing",
  buffer: 7.126,
  maxBuffer: 30,
  playbackRate: 1,
  lastLevel: 1,
  allowed: [0, 2],
  segment: { index: 3, duration: 4, remaining: 9 },
  ...more,
});

/** Of a decision on level 1 that is made again. */
export const call = (more: Partial<ReplayedCall> = {}): ReplayedCall => ({
  kind: "decision",
  line: 5,
  segment: 3,
  saw: seen(1.5),
  recorded: { level: 1, wait: 0 },
  replayed: { level: 1, wait: 0 },
  agrees: true,
  ...more,
});

export const replayed = (more: Partial<ReplayedSession> = {}): ReplayedSession => ({
  session: 2,
  player: "hls.js 1.7.4",
  mode: "drive",
  levels: [{ bitrate: 1e6 }, { bitrate: 2e6 }, { bitrate: 4e6 }],
  recorded: { policy: "bola", options: { gammaP: 5, variant: "o" }, sha256: "ab" },
  replayed: { policy: "throughput", options: {}, sha256: "cd" },
  calls: [
    call(),
    call({
      line: 9,
      recorded: { level: 2, wait: 0.25, reason: "buffer", estimate: 3.1e6 },
      replayed: { level: 0, wait: 0, reason: "throughput", replaceFrom: 8 },
      agrees: false,
    }),
    call({
      kind: "abandonment",
      line: 12,
      recorded: { level: 0, wait: 0 },
      replayed: undefined as never,
      agrees: false,
    }),
  ],
  notes: ["Something to know."],
  ...more,
});
