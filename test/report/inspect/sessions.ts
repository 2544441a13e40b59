import type { InspectedDecision, InspectedSession } from "../../../src/report/inspect/index.js";

/** A decision at a time, of a level, with a request of 1 s; what is said is added. */
export function decision(
  segment: number,
  decided: number,
  level: number,
  more: Partial<InspectedDecision> = {},
): InspectedDecision {
  return {
    segment,
    decided,
    level,
    wait: 0,
    outcome: "played",
    saw: {
      now: decided,
      phase: "playing",
      buffer: 8,
      maxBuffer: 20,
      playbackRate: 1,
      lastLevel: 0,
      allowed: [0, 2],
      segment: { index: segment, duration: 4, remaining: 5 - segment, sizes: [4e6, 8e6, 16e6] },
      samples: segment,
    },
    request: {
      attempt: 0,
      requested: decided,
      firstByte: decided + 0.1,
      finished: decided + 1,
      size: 4e6,
      received: 4e6,
      bufferAfter: 11,
      stall: 0,
    },
    ...more,
  };
}

/** 100 s on a link of 4 Mbit/s, then of 1 Mbit/s; a stall from 50 to 51 s. */
export function inspected(parts: Partial<InspectedSession> = {}): InspectedSession {
  return {
    timeline: {
      identity: {
        scenario: "s",
        policy: "p",
        traceSet: "t",
        trace: "t/a.csv",
        video: "v",
        replicate: 0,
        seed: 1,
      },
      end: 100,
      capacity: [
        { time_s: 0, kbps: 4000 },
        { time_s: 50, kbps: 1000 },
      ],
      requests: [],
      buffer: [
        { time_s: 0, buffer_s: 0 },
        { time_s: 2, buffer_s: 0 },
        { time_s: 2, buffer_s: 20 },
        { time_s: 50, buffer_s: 0 },
        { time_s: 51, buffer_s: 0 },
        { time_s: 51, buffer_s: 20 },
        { time_s: 100, buffer_s: 20 },
      ],
      shown: [],
      stalls: [{ from_s: 50, to_s: 51 }],
      startup_s: 2,
    },
    end: { status: "completed", at: 100 },
    metrics: [
      { column: { name: "startup_s", label: "startup delay", unit: "s", better: "lower" }, value: 2 },
      { column: { name: "stall_count", label: "stalls", unit: "", better: "lower" }, value: 1 },
      { column: { name: "stall_s", label: "stall time", unit: "s", better: "lower" }, value: 1 },
      { column: { name: "qoe_linear", label: "QoE linear", unit: "", better: "higher" }, value: 12.5 },
      {
        column: { name: "qoe_composite", label: "QoE composite", unit: "", better: "higher" },
        value: undefined,
      },
    ],
    states: [
      { at: 0, state: "starting" },
      { at: 2, state: "playing" },
      { at: 50, state: "rebuffering" },
      { at: 51, state: "playing" },
      { at: 100, state: "ended" },
    ],
    levels: [{ bitrate: 1e6, name: "low" }, { bitrate: 2e6 }, { bitrate: 4e6 }],
    segmentStarts: [0, 4, 8, 12, 16, 20],
    decisions: [
      decision(0, 0, 0, { saw: { ...decision(0, 0, 0).saw!, lastLevel: undefined } }),
      decision(1, 20, 2, { reason: "buffer", estimate: 4e6 }),
      decision(2, 60, 1),
    ],
    samples: [
      { start: 0, firstByte: 0.1, end: 1, bits: 4e6, level: 0 },
      { start: 20, firstByte: 20.1, end: 22, bits: 4e6, level: 2 },
    ],
    ...parts,
  };
}
