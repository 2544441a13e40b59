import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureSession } from "../../src/metrics/session-metrics.js";
import type { SessionEvent, SessionLog } from "../../src/model/session.js";
import type { Video } from "../../src/model/video.js";
import { telemetryEvents, telemetryLines } from "../../src/report/telemetry.js";
import { reasonOf } from "../../src/report/telemetry-quality.js";
import { logOf, threeLevels } from "../support/logs.js";
import { randomSessions } from "../support/random-logs.js";
import { identity } from "./builder.js";

const measured = (log: SessionLog, video: Video) => ({ ...measureSession(log, video), log, video });

const states = [
  ["starting", 0, 0],
  ["playing", 1, 0],
  ["rebuffering", 3, 2],
  ["playing", 5, 2],
  ["seeking", 6, 30],
  ["playing", 7, 30],
  ["quit", 65, 88],
] as const;
const log = logOf({
  states,
  requests: [
    { segment: 0, finished: 1 },
    { segment: 1, level: 2, decided: 1, finished: 4, outcome: "failed", reason: "throughput" },
    { segment: 1, level: 2, decided: 1, finished: 5, detail: { attempt: 1 }, reason: "throughput" },
    ...Array.from({ length: 30 }, (_, k) => ({
      segment: 15 + k,
      level: 0,
      decided: 6 + k,
      requested: 6 + k,
      finished: 7 + k,
      bufferBefore: k,
      reason: "low buffer",
    })),
  ],
  events: [
    { at: 6, kind: "seek", from: 3, to: 30, by: "viewer" },
    { at: 8, kind: "cdn", from: "a", to: "b", why: "unhealthy" },
    { at: 9, kind: "circuit breaker", state: "open" },
  ],
});
const video = threeLevels(50);
const events = telemetryEvents(measured(log, video));
const of = (type: string) => events.filter((event) => event.type === type);

describe("telemetry of a session", () => {
  it("tells of startup, stalls, seeks and the end", () => {
    expect(of("startup")).toEqual([{ at_s: 1, type: "startup", startup_s: 1 }]);
    expect(of("rebuffer_start")).toEqual([
      { at_s: 3, type: "rebuffer_start", position_s: 2, bitrate_kbps: 1000 },
    ]);
    expect(of("rebuffer_end")).toEqual([{ at_s: 5, type: "rebuffer_end", duration_s: 2 }]);
    expect(of("seek")).toEqual([{ at_s: 6, type: "seek", from_s: 3, to_s: 30, by: "viewer" }]);
    expect(of("session_end")).toMatchObject([
      { at_s: 65, status: "quit", stall_s: 2, stall_count: 1, seek_s: 1, startup_s: 1 },
    ]);
    expect(events.at(-1)!.type).toBe("session_end");
  });

  it("tells of changes of quality when they were decided, with the document's reasons, and of none for a retry", () => {
    expect(of("quality_change")).toEqual([
      {
        at_s: 1,
        type: "quality_change",
        from: 0,
        to: 2,
        reason: "bandwidth",
        decision: "throughput",
        buffer_s: 0,
        bitrate_kbps: 4000,
      },
      {
        at_s: 6,
        type: "quality_change",
        from: 2,
        to: 0,
        reason: "buffer",
        decision: "low buffer",
        buffer_s: 0,
        bitrate_kbps: 1000,
      },
    ]);
  });

  it("tells of failures and of what the network did about them", () => {
    expect(of("error")).toMatchObject([
      { at_s: 4, problem: "failed", media: "video", segment: 1, attempt: 0, received_bytes: 1e6 },
    ]);
    expect(of("cdn_switch")).toEqual([{ at_s: 8, type: "cdn_switch", from: "a", to: "b", why: "unhealthy" }]);
    expect(of("circuit_breaker")).toEqual([{ at_s: 9, type: "circuit_breaker", state: "open" }]);
  });

  it("closes every 30 s with how playback stands", () => {
    // At 30 s the playhead is at 53, and segments 15 to 38 are there: up to 78 s.
    expect(of("heartbeat")).toEqual([
      {
        at_s: 30,
        type: "heartbeat",
        state: "playing",
        position_s: 53,
        buffer_s: 25,
        bitrate_kbps: 1000,
        played_s: 2 + 1 + 23,
        stall_s: 2,
      },
      {
        at_s: 60,
        type: "heartbeat",
        state: "playing",
        position_s: 83,
        buffer_s: 7,
        bitrate_kbps: 1000,
        played_s: 30,
        stall_s: 0,
      },
    ]);
  });

  it("sends nothing while a player waits for hours", () => {
    const waiting = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 1, 0],
        ["rebuffering", 3, 2],
      ],
      requests: [{ segment: 0, finished: 1 }],
      end: { status: "starved", at: 1e9 },
    });
    const heartbeats = telemetryEvents(measured(waiting, video)).filter(({ type }) => type === "heartbeat");
    expect(heartbeats.map(({ at_s }) => at_s)).toEqual([30]);
  });

  it("knows every event of the log, by names with units", () => {
    const all: SessionEvent[] = [
      { at: 1, kind: "stage", name: "licence", from: 0.5 },
      { at: 1, kind: "buffer health", health: "low" },
      { at: 1, kind: "buffer target", target: 20 },
      { at: 1, kind: "level limit", by: "hdcp", max: 1 },
      { at: 1, kind: "cdn", to: "a", why: "score" },
      { at: 1, kind: "fallback", step: "other cdn" },
      { at: 1, kind: "episode", episode: 1, prefetchedSegments: 2, wait: 0.5 },
      { at: 1, kind: "branch", segment: 3, options: 2, taken: 1 },
      { at: 1, kind: "frames", dropped: 1, total: 9 },
    ];
    const told = telemetryEvents(
      measured(logOf({ states: [["quit", 2, 0]], requests: [], events: all }), video),
    );
    expect(told.slice(0, -1)).toEqual([
      { at_s: 1, type: "startup_stage", name: "licence", duration_s: 0.5 },
      { at_s: 1, type: "buffer_health", health: "low" },
      { at_s: 1, type: "buffer_target", target_s: 20 },
      { at_s: 1, type: "level_limit", by: "hdcp", max: 1 },
      { at_s: 1, type: "cdn_select", to: "a", why: "score" },
      { at_s: 1, type: "fallback", step: "other cdn" },
      { at_s: 1, type: "episode", episode: 1, prefetched_segments: 2, wait_s: 0.5 },
      { at_s: 1, type: "branch", segment: 3, options: 2, taken: 1 },
      { at_s: 1, type: "frames", dropped: 1, total: 9 },
    ]);
  });
});

describe("telemetryLines", () => {
  it("are JSON, a line an event, each saying whose it is and which batch it is sent with", () => {
    const lines = telemetryLines({ ...measured(log, video), identity: identity() }).split("\n");
    expect(lines.pop()).toBe("");
    expect(lines).toHaveLength(events.length);
    expect(JSON.parse(lines[0]!)).toEqual({
      scenario: "quickstart",
      policy: "ewma",
      trace_set: "3g-commute",
      trace: "3g-commute/bus-1.csv",
      video: "nine-levels",
      replicate: 0,
      seed: 7,
      at_s: 1,
      batch: 0,
      type: "quality_change",
      from: 0,
      to: 2,
      reason: "bandwidth",
      decision: "throughput",
      buffer_s: 0,
      bitrate_kbps: 4000,
    });
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({ batch: 2, type: "session_end" });
    expect(JSON.parse(lines.at(-1)!)).not.toHaveProperty("policy_sha256");
  });

  it("name the policy's code at the end", () => {
    const session = { ...measured(log, video), identity: identity(), policySha256: "ab" };
    const lines = telemetryLines(session).trimEnd().split("\n");
    expect(lines.filter((line) => line.includes('"policy_sha256":"ab"'))).toEqual([lines.at(-1)]);
  });

  it("go by rising time, with stalls in pairs, and hold no number that JSON cannot", () => {
    fc.assert(
      fc.property(randomSessions, ({ log: any, video: its }) => {
        const told = telemetryEvents(measured(any, its));
        const times = told.map(({ at_s }) => at_s);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        const stalls = told.filter(({ type }) => type.startsWith("rebuffer_")).map(({ type }) => type);
        stalls.forEach((type, index) => {
          expect(type).toBe(index % 2 === 0 ? "rebuffer_start" : "rebuffer_end");
        });
        for (const event of told)
          for (const value of Object.values(event))
            if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
      }),
    );
  });
});

describe("reasonOf", () => {
  it.each([
    ["insufficient buffer", "buffer"],
    ["panic", "buffer"],
    ["low bandwidth", "bandwidth"],
    ["throughput", "bandwidth"],
    ["fixed", "manual"],
    [undefined, "bandwidth"],
  ])("takes %s for %s", (decision, reason) => {
    expect(reasonOf(decision)).toBe(reason);
  });
});
