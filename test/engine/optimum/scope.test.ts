import { describe, expect, it } from "vitest";
import { notBounded, outsideOptimum } from "../../../src/engine/optimum/index.js";
import { startsWith } from "../../../src/engine/optimum/starts-with.js";
import type { SessionSettings } from "../../../src/model/settings/index.js";
import { traceFromIntervals } from "../../../src/model/trace.js";
import { always, PLAYER, plainTrace, plainVideo } from "../../support/plain.js";
import { played, problemOf } from "./exhaustive.js";

const TRACE = plainTrace(2);
const settings = (parts: Partial<SessionSettings> = {}): SessionSettings => ({
  player: PLAYER,
  network: {},
  viewer: {},
  ...parts,
});
const player = (parts: Partial<SessionSettings["player"]>) => settings({ player: { ...PLAYER, ...parts } });

describe("the optimum", () => {
  it("covers a plain player, and its quirks", () => {
    const covered = [
      settings(),
      player({ stallBuffer: 0 }),
      player({ bufferLimit: "below", idleStep: 0.5, firstLevel: 1, startupSegments: 2, playbackRate: 1.5 }),
      player({ abandonment: { progressEvery: 1, progressBits: 0, afterwards: "asked" } }),
      settings({ network: { rtt: 0.1, payloadShare: 0.95, latencyAdvancesTrace: false } }),
      settings({ requests: { timeout: 20, fallback: ["lower quality", "other cdn"] } }),
      settings({ faults: [], cost: { usdPerGB: 1 }, device: { battery: 0.5 } }),
    ];
    for (const each of covered) expect(outsideOptimum(each, TRACE)).toBeUndefined();
  });

  it.each<[string, SessionSettings]>([
    ["downloads", settings({ downloads: {} })],
    ["content", settings({ content: { kind: "movie" } })],
    ["delivery", settings({ delivery: {} })],
    ["faults", settings({ faults: [{ what: 503, rate: 0.1 }] })],
    ["device.maxHeight", settings({ device: { maxHeight: 480 } })],
    ["device.events", settings({ device: { events: [{ at: 1, what: "low memory", maxBuffer: 5 }] } })],
    ["requests.fallback", settings({ requests: { fallback: ["offline"], offlineMedia: 9 } })],
    ["requests.fallback", settings({ requests: { fallback: ["emergency stream"], emergencyBitrate: 1e5 } })],
    ["viewer.leaveAt", settings({ viewer: { leaveAt: 9 } })],
    ["viewer.patience", settings({ viewer: { patience: { stall: 9 } } })],
    ["viewer.seeks", settings({ viewer: { seeks: [] } })],
    ["viewer.seeking", settings({ viewer: { seeking: { perHour: 1, farthest: 9, forwards: 1 } } })],
    ["viewer.pauses", settings({ viewer: { pauses: [] } })],
    ["player.startup", player({ startup: { order: "parallel", stages: [] } })],
    ["player.bufferBySize", player({ bufferBySize: { size: 4.8e8, most: 600 } })],
    ["player.maxBufferAtTop", player({ maxBufferAtTop: 30 })],
    ["player.stallBuffer", player({ stallBuffer: 0.1 })],
    ["player.levelFiles", player({ levelFiles: {} })],
    ["player.processing", player({ processing: { firstSegment: 0, segment: 0.1 } })],
    ["player.fastSwitch", player({ fastSwitch: { aheadSegments: 1, abortsInFlight: true } })],
    [
      "network.connection",
      settings({
        network: {
          connection: {
            protocol: "http/2",
            maxConnections: 1,
            handshakeRoundTrips: 1,
            keepAlive: 1,
            headerSize: 0,
            packetSize: 1,
          },
        },
      }),
    ],
    [
      "network.latencyAdvancesTrace",
      settings({ network: { rtt: 1, latencyAdvancesTrace: false }, requests: { timeout: 5 } }),
    ],
  ])("does not cover %s, and says so", (setting, each) => {
    const outside = outsideOptimum(each, TRACE)!;
    expect(outside.setting).toBe(setting);
    expect(outside.because).toMatch(/^\w.*[^.]$/);
  });

  it("does not cover a trace that stops by latencies that vary", () => {
    const varies = traceFromIntervals({ name: "a/b", set: "a" }, [
      { duration: 1, bandwidth: 1e6, latency: 1 },
    ]);
    const network = { latencyAdvancesTrace: false };
    expect(outsideOptimum(settings({ network }), varies)?.setting).toBe("network.latencyAdvancesTrace");
    expect(outsideOptimum(settings({ network }), TRACE)).toBeUndefined();
  });
});

describe("a session", () => {
  const problem = (parts: Partial<SessionSettings> = {}) => problemOf(TRACE, plainVideo(), settings(parts));

  it("is bounded if its policy asks at once until playback starts", () => {
    const late = always(0, { decide: ({ now }) => ({ level: 0, waitSeconds: now === 0 ? 0 : 1 }) });
    expect(notBounded(played(problem(), late), problem())).toBeUndefined();
  });

  it("is not if its policy waits before playback starts and startup is free, and is if startup is a stall", () => {
    const waits = always(0, { decide: () => ({ level: 0, waitSeconds: 0.5 }) });
    expect(notBounded(played(problem(), waits), problem())).toBe("late requests at startup");
    const stall = problem({ scoring: { startupIsStall: true } });
    expect(notBounded(played(stall, waits), stall)).toBeUndefined();
  });

  it("is not if its policy replaces segments", () => {
    const replaces = always(0, {
      decide: ({ segment: { index } }) =>
        index === 5 ? { level: 1, replaceFrom: 0 } : { level: index > 5 ? 1 : 0 },
    });
    const roomy = problem({ player: { ...PLAYER, maxBuffer: 60 } });
    const fast = { ...roomy, trace: plainTrace(20) };
    expect(notBounded(played(fast, replaces), fast)).toBe("replaced segments");
  });

  it("is not if it does not reach its end", () => {
    const dead = { ...problem(), trace: plainTrace(0) };
    expect(notBounded(played(dead, always(0)), dead)).toBe("not completed");
  });
});

describe("playback starts with", () => {
  const durations = Float64Array.of(2, 2, 2, 2);
  it("as many segments as the threshold needs, and no more than there are", () => {
    const at = (startupBuffer: number) => startsWith({ ...PLAYER, startupBuffer }, durations);
    expect([0, 2, 2.1, 4, 100].map(at)).toEqual([1, 1, 2, 2, 4]);
  });
  it("as many segments as are asked for", () => {
    expect(startsWith({ ...PLAYER, startupBuffer: 100, startupSegments: 3 }, durations)).toBe(3);
  });
  it("what there is room for", () => {
    expect(startsWith({ ...PLAYER, startupBuffer: 100, maxBuffer: 5 }, durations)).toBe(2);
    expect(startsWith({ ...PLAYER, startupBuffer: 100, maxBuffer: 5, bufferLimit: "below" }, durations)).toBe(
      3,
    );
  });
});
