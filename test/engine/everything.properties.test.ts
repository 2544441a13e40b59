import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SimulationSetup, simulate } from "../../src/engine/simulate.js";
import { simulateTogether } from "../../src/engine/simulate-together.js";
import type { PolicyFactory } from "../../src/model/policy.js";
import type { RequestColumns, SessionLog } from "../../src/model/session.js";
import type { SessionSettings } from "../../src/model/settings/index.js";
import { policies, settings, traces, videos } from "../support/arbitraries.js";
import { everySession } from "../support/every-setting.js";
import { watched } from "../support/laws.js";
import { snapshot } from "../support/snapshot.js";

/** All of a log: what `snapshot` leaves out is the audio. */
function whole(log: SessionLog) {
  const { count, details, ...columns } = log.audio;
  const audio = Object.entries(columns as Omit<RequestColumns, "count" | "details">)
    .filter(([, column]) => Array.isArray(column) || ArrayBuffer.isView(column))
    .map(([name, column]) => [name, Array.from(column as ArrayLike<unknown>).slice(0, count)]);
  return { ...snapshot(log), audio, audioDetails: [...details] };
}

describe("a session, whatever is on", () => {
  it("obeys all laws, and ends", () => {
    fc.assert(
      fc.property(everySession, (session) => {
        expect(watched([{ ...session, startAt: 0 }]).broken).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("obeys them beside others on one link", () => {
    const starts = fc.array(fc.tuple(everySession, fc.integer({ min: 0, max: 300 })), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(starts, (clients) => {
        const [[first]] = clients as [(typeof clients)[0]];
        const { trace, cdnTraces, seed } = first;
        const setups = clients.map(([client, tenths]) => {
          return { ...client, trace, cdnTraces, seed, startAt: tenths / 10 };
        });
        expect(watched(setups).broken).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("is the same to the bit when it is simulated again", () => {
    fc.assert(
      fc.property(everySession, (session) => {
        expect(whole(simulate(session))).toEqual(whole(simulate(session)));
      }),
      { numRuns: 100 },
    );
  });

  it("is the same for identical viewers at one time, of what is decided by the shares of the link", () => {
    fc.assert(
      fc.property(everySession, fc.integer({ min: 2, max: 3 }), (session, count) => {
        const { settings, ...rest } = session;
        // Where things happen at one instant, such as a timeout and an arrival, the first in line gets more.
        const { startupBuffer, resumeBuffer, maxBuffer, starvedAfter } = settings.player;
        const player = { startupBuffer, resumeBuffer, maxBuffer, starvedAfter };
        const { connection, ...network } = settings.network;
        const client = { ...rest, policy: lowest, settings: { player, network, viewer: {} }, startAt: 0 };
        const [first, ...others] = simulateTogether(Array.from({ length: count }, () => client));
        for (const other of others) expect(whole(other)).toEqual(whole(first!));
      }),
      { numRuns: 60 },
    );
  });
});

const lowest: PolicyFactory = () => ({ name: "lowest", decide: () => ({ level: 0 }) });

describe("a mechanism that is there and does nothing", () => {
  const neutral: Record<string, (plain: SessionSettings) => Partial<SessionSettings>> = {
    "parallel downloads of one": () => ({
      downloads: { parallel: { most: 1, ahead: [{ belowBuffer: 10, segments: 5 }], otherwise: 3 } },
    }),
    "progress that nobody hears": ({ player }) => ({
      player: { ...player, abandonment: { progressEvery: 0.1, progressBits: 0, afterwards: "forced" } },
    }),
    "normal speed": ({ player }) => ({ player: { ...player, playbackRate: 1 } }),
    "faults at rate 0": () => ({ faults: [{ rate: 0, what: 503 }] }),
    "faults elsewhere": () => ({ faults: [{ at: 0, for: 1e9, what: "reset", where: { kind: "audio" } }] }),
    "what is done about failures, where there are none": () => ({
      requests: {
        timeout: 1e9,
        firstByteTimeout: 1e9,
        stallTimeout: 1e9,
        retry: { retries: 3, initialDelay: 1, maxDelay: 10, factor: 2, jitter: 1 },
        circuitBreaker: { failures: 1, resetAfter: 10, successes: 1 },
        fallback: ["lower quality", "other cdn", "offline"],
        offlineMedia: 60,
      },
    }),
    "one CDN": () => ({
      delivery: {
        cdns: [{ name: "only", factor: 1, latency: 0 }],
        selection: { by: "score", failures: 1, recoverAfter: 10 },
      },
    }),
    "caches that cost nothing to pass": () => ({
      delivery: { caches: { tiers: [{ name: "edge", hitRatio: 0 }, { name: "origin" }] } },
    }),
    "byte ranges larger than any segment": () => ({
      downloads: { chunks: { size: 1e12, ahead: 1e9, atOnce: 3 } },
    }),
    "HTTP/2 without handshake, slow start or headers": ({ network }) => ({
      network: { ...network, connection: { ...FREE, protocol: "http/2" } },
    }),
    "HTTP/1.1 without handshake, slow start or headers": ({ network }) => ({
      network: { ...network, connection: { ...FREE, protocol: "http/1.1" } },
    }),
    "a startup without stages": ({ player }) => ({
      player: { ...player, startup: { order: "sequential", stages: [] } },
    }),
    "a maximum buffer by a size that holds next to nothing": ({ player }) => ({
      player: { ...player, bufferBySize: { size: 1e-6, most: 1e9 } },
    }),
    "a maximum buffer at the top that is no more": ({ player }) => ({
      player: { ...player, maxBufferAtTop: player.maxBuffer },
    }),
    "a player that works without taking time": ({ player }) => ({
      player: { ...player, levelFiles: {}, processing: { firstSegment: 0, segment: 0 }, stallBuffer: 0 },
    }),
    "a buffer manager that is content": ({ player }) => ({
      player: {
        ...player,
        bufferManager: {
          every: 5,
          panicLevel: 0,
          minLevel: 0,
          goodLevel: 1e9,
          target: player.maxBuffer,
          growth: 1,
          shrinkage: 1,
          pauseInPanic: true,
          holeTolerance: 0,
        },
      },
    }),
    "a viewer of endless patience": ({ viewer }) => ({
      viewer: { ...viewer, seeks: [], pauses: [], patience: { stall: 1e9, startup: 1e9 } },
    }),
    "a device without limits": () => ({ device: { battery: 1, batteryPerHour: 0.1, events: [] } }),
    "a film without a strategy": () => ({ content: { kind: "movie" } }),
    "a series of one": () => ({ content: { kind: "series", episodes: 1, continues: 0 } }),
  };
  const FREE = {
    maxConnections: 6,
    handshakeRoundTrips: 0,
    keepAlive: 1e9,
    headerSize: 0,
    packetSize: 11_680,
  };
  const session = fc.record({ trace: traces, video: videos, policy: policies, settings, seed: fc.nat() });

  /** All but the names of who answered, and of what was noted. */
  const course = (setup: SimulationSetup) => {
    const { details, events, ...rest } = whole(simulate(setup));
    return rest;
  };

  it.each(Object.entries(neutral))("changes nothing to the bit: %s", (_name, settingsOf) => {
    fc.assert(
      fc.property(session, (setup) => {
        const settingsWithIt = { ...setup.settings, ...settingsOf(setup.settings) };
        expect(course({ ...setup, settings: settingsWithIt })).toEqual(course(setup));
      }),
      { numRuns: 40 },
    );
  });
});
