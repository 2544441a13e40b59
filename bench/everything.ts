import type { PolicyFactory } from "../src/model/policy.js";
import type { SessionSettings } from "../src/model/settings/index.js";

const KILOBYTE = 8e3;

/** All that one player can have switched on at once, but live content, by values of an ordinary kind. */
export const everythingSettings: SessionSettings = {
  player: {
    startupBuffer: 4,
    resumeBuffer: 2,
    maxBuffer: 60,
    starvedAfter: 3600,
    abandonment: { progressEvery: 0.1, progressBits: 16 * KILOBYTE, afterwards: "forced" },
  },
  network: {
    rtt: 0.05,
    serverDelay: 0.01,
    payloadShare: 0.95,
    connection: {
      protocol: "http/1.1",
      maxConnections: 6,
      handshakeRoundTrips: 2,
      keepAlive: 30,
      headerSize: 0.5 * KILOBYTE,
      packetSize: 1.46 * KILOBYTE,
      slowStart: { initialWindowPackets: 10, restartAfterIdle: 1 },
    },
  },
  viewer: {
    seeks: [
      { at: 100, to: 200 },
      { at: 300, to: 350 },
    ],
    seeking: { perHour: 6, farthest: 60, forwards: 0.7 },
    pauses: [{ at: 200, for: 20 }],
    patience: { stall: 600 },
  },
  requests: {
    firstByteTimeout: 4,
    timeout: 30,
    retry: { retries: 3, initialDelay: 0.5, maxDelay: 4, factor: 2, jitter: 0.5 },
    circuitBreaker: { failures: 5, resetAfter: 30, successes: 2 },
    fallback: ["lower quality", "other cdn"],
  },
  faults: [
    { what: 503, rate: 0.02 },
    { what: "reset", rate: 0.01 },
    { what: "slow", rate: 0.02, rateShare: 0.3 },
  ],
  delivery: {
    cdns: [
      { name: "near", latency: 0.01, usdPerGB: 0.08, availability: 99.9, distanceKm: 50 },
      { name: "cheap", latency: 0.04, usdPerGB: 0.04, availability: 99.5, distanceKm: 800 },
    ],
    selection: { by: "score", failures: 3, recoverAfter: 60 },
    caches: {
      tiers: [
        { name: "browser", private: true, capacity: 100e6 * 8, eviction: "lru" },
        { name: "edge", capacity: 1e12 * 8, ttl: 86_400, missLatency: 0.03 },
        { name: "origin" },
      ],
      popularity: { rank: 100, catalogue: 10_000, exponent: 0.8, viewsPerHour: 1000 },
    },
  },
  downloads: {
    parallel: {
      most: 3,
      ahead: [
        { belowBuffer: 10, segments: 3 },
        { belowBuffer: 20, segments: 2 },
      ],
      otherwise: 1,
    },
    audio: { bitrate: 128e3, aheadOfVideo: 4 },
    control: { every: 10, size: 2 * KILOBYTE, priority: true },
  },
  device: {
    screenHeight: 1440,
    battery: 0.8,
    batteryPerHour: 0.2,
    connection: "wifi",
    events: [{ at: 400, what: "hdcp error", maxHeight: 1080 }],
  },
};

/** The same policy, told of progress: it looks, and never gives a download up. */
export function listening(factory: PolicyFactory): PolicyFactory {
  return (options, context) => {
    const policy = factory(options, context);
    return { ...policy, onProgress: () => undefined };
  };
}
