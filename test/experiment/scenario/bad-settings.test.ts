import { describe, expect, it } from "vitest";
import { parseScenario } from "../../../src/experiment/scenario/index.js";

/** Seven lines; what a case adds begins on line 8. */
const GOOD = `traces: [t]
videos: [v]
policies:
  - ewma
  - use: buffer
    player: { maxBufferSeconds: 20 }
    delivery: { selection: { by: order, failures: 1, recoverAfterSeconds: 9 } }
`;

function problemOf(more: string): string {
  try {
    parseScenario(`${GOOD}${more}\n`, "s.yaml");
  } catch (error) {
    expect(error).toMatchObject({ name: "InputError" });
    return (error as Error).message;
  }
  return "no error";
}

type Case = [added: string, place: string, message: string];
const told = (added: string, place: string, message: string) =>
  expect(problemOf(added)).toBe(`s.yaml:8: ${place}: expected ${message}`);

it("what the cases start from is right", () => {
  expect(problemOf("")).toBe("no error");
});

describe("values that nothing can have", () => {
  it.each<Case>([
    [
      "delivery: { cdns: [] }",
      "delivery.cdns",
      "a list of CDNs, such as [{ name: a }, { name: b, latencyMs: 20 }], got []",
    ],
    [
      "delivery: { cdns: [{ name: a }, { name: a }] }",
      "delivery.cdns[1].name",
      'CDNs of different names, got "a"',
    ],
    [
      "delivery: { cdns: [{ name: a, factor: 0 }] }",
      "delivery.cdns[0].factor",
      "a share over 0 and at most 1, got 0",
    ],
    [
      "delivery: { cdns: [{ name: a, availability: 101 }] }",
      "delivery.cdns[0].availability",
      "a percentage from 0 to 100, got 101",
    ],
    ["delivery: { caches: { tiers: [] } }", "delivery.caches.tiers", "a list of cache tiers, got []"],
    [
      "delivery: { caches: { tiers: [{ name: a }, { name: a }] } }",
      "delivery.caches.tiers[1].name",
      'tiers of different names, got "a"',
    ],
    [
      "delivery: { caches: { tiers: [{ name: edge, hitRatio: 1.2 }] } }",
      "delivery.caches.tiers[0].hitRatio",
      "a share: a number from 0 to 1, got 1.2",
    ],
    ["faults: [{ rate: -0.1, what: 503 }]", "faults[0].rate", "a share: a number from 0 to 1, got -0.1"],
    ["faults: [{ rate: 1.1, what: reset }]", "faults[0].rate", "a share: a number from 0 to 1, got 1.1"],
    ["faults: [{ rate: 0.5, what: 200 }]", "faults[0].what", "an HTTP status from 400 to 599, got 200"],
    [
      "faults: [{ rate: 0.5, what: rest }]",
      "faults[0].what",
      'an HTTP status from 400 to 599, or "reset", "refused", "no answer", "stops halfway" or "slow", got "rest"',
    ],
    [
      "faults: [{ atSeconds: 3, forSeconds: 0, what: reset }]",
      "faults[0].forSeconds",
      "a number of seconds over 0, got 0",
    ],
    [
      "faults: [{ rate: 0.1, what: slow }]",
      "faults[0].rateShare",
      "rateShare with slow requests, and with no others, got nothing",
    ],
    [
      "faults: [{ rate: 0.1, what: 503, rateShare: 0.5 }]",
      "faults[0].rateShare",
      "rateShare with slow requests, and with no others, got 0.5",
    ],
    ["faults: [{ what: 503 }]", "faults[0].rate", "a share: a number from 0 to 1, got nothing"],
    ["requests: { timeoutSeconds: 0 }", "requests.timeoutSeconds", "a number of seconds over 0, got 0"],
    [
      "requests: { timeoutByConnectionSeconds: { 4g: 0 } }",
      "requests.timeoutByConnectionSeconds.4g",
      "a number of seconds over 0, got 0",
    ],
    [
      "requests: { timeoutByConnectionSeconds: { 4G: 5 } }",
      "requests.timeoutByConnectionSeconds.4G",
      'a class of connection: "ethernet", "wifi", "5g", "4g", "3g", "2g" or "other", got 5',
    ],
    [
      "requests: { fallback: [offline, offline] }",
      "requests.fallback[1]",
      'each fallback once, got "offline"',
    ],
    [
      "requests: { retry: { retries: 1000 } }",
      "requests.retry.retries",
      "a whole number of retries from 0 to 100, got 1000",
    ],
    [
      "downloads: { parallel: { most: 0 } }",
      "downloads.parallel.most",
      "a whole number of segments, 1 or more, got 0",
    ],
    [
      "downloads: { parallel: { ahead: [{ belowBufferSeconds: 9, segments: 1 }, { belowBufferSeconds: 9, segments: 2 }] } }",
      "downloads.parallel.ahead[1].belowBufferSeconds",
      "buffer levels that rise from one to the next, got 9",
    ],
    [
      "downloads: { control: { everySeconds: 0.0001 } }",
      "downloads.control.everySeconds",
      "a number of seconds, 0.001 or more, got 0.0001",
    ],
    ["network: { payloadShare: 0 }", "network.payloadShare", "a share over 0 and at most 1, got 0"],
    [
      "network: { connection: { loss: 1 } }",
      "network.connection.loss",
      "a share of packets: a number of 0 or more, below 1, got 1",
    ],
    [
      "network: { connection: { maxConnections: 0 } }",
      "network.connection.maxConnections",
      "a whole number of connections, 1 or more, got 0",
    ],
    [
      "network: { connection: { protocol: http/3 } }",
      "network.connection.protocol",
      '"http/1.1" or "http/2", got "http/3"',
    ],
    [
      "player: { abandonment: { progressEveryMs: 0 } }",
      "player.abandonment.progressEveryMs",
      "a number of milliseconds, 1 or more, got 0",
    ],
    [
      "player: { startup: { stages: [{ name: a, shortestMs: 9, longestMs: 8 }] } }",
      "player.startup.stages[0].longestMs",
      "at least shortestMs, got 8",
    ],
    ["player: { playbackRate: 0 }", "player.playbackRate", "a rate over 0 and at most 16, got 0"],
    [
      "viewer: { seeks: [{ atSeconds: 5, toSeconds: 1 }, { atSeconds: 5, toSeconds: 9 }] }",
      "viewer.seeks[1].atSeconds",
      "seeks that rise in time, got 5",
    ],
    [
      "viewer: { seeks: [{ atSeconds: 5, toSeconds: -1 }] }",
      "viewer.seeks[0].toSeconds",
      "a number of seconds, 0 or more, got -1",
    ],
    [
      "viewer: { pauses: [{ atSeconds: 5, forSeconds: 10 }, { atSeconds: 14, forSeconds: 1 }] }",
      "viewer.pauses[1].atSeconds",
      "a pause that begins after the one before it has ended, got 14",
    ],
    [
      "viewer: { seeking: { perHour: 1e6 } }",
      "viewer.seeking.perHour",
      "a number of seeks over 0, at most 3600, got 1000000",
    ],
    [
      "content: { kind: live, catchUp: { slowest: 1.1 } }",
      "content.catchUp.slowest",
      "a rate over 0 and at most 1, got 1.1",
    ],
    [
      "content: { kind: live, catchUp: { fastest: 0.9 } }",
      "content.catchUp.fastest",
      "a rate from 1 to 16, got 0.9",
    ],
    ["content: { kind: series, continues: 2 }", "content.continues", "a share: a number from 0 to 1, got 2"],
    ["content: { kind: film }", "content.kind", '"movie", "live", "series" or "interactive", got "film"'],
    [
      "content: { kind: interactive, branches: [{ atSeconds: 8, options: 2 }, { atSeconds: 4, options: 2 }] }",
      "content.branches[1].atSeconds",
      "branch points that rise in time, got 4",
    ],
    [
      "content: live",
      "content",
      'a mapping of the kind of content, such as { kind: live, targetLatencySeconds: 8, ... }, or false for none, got "live"',
    ],
    ["device: { battery: 1.5 }", "device.battery", "a share: a number from 0 to 1, got 1.5"],
    [
      "device: { events: [{ atSeconds: 1, what: fire }] }",
      "device.events[0].what",
      '"hdcp error", "low memory" or "high latency", got "fire"',
    ],
    ["cost: { usdPerGB: -1 }", "cost.usdPerGB", "a number of USD per gigabyte, 0 or more, got -1"],
    ["telemetry: yes please", "telemetry", 'true or false, got "yes please"'],
    ["clients: []", "clients", "a list of clients, such as [{ count: 3 }], got []"],
    ["clients: [{ count: 0 }]", "clients[0].count", "a whole number of clients from 1 to 10000, got 0"],
    [
      "clients: [{ startAtSeconds: -1 }]",
      "clients[0].startAtSeconds",
      "a number of seconds, 0 or more, got -1",
    ],
    ["clients: [{ name: a }, { name: a }]", "clients[1].name", 'clients of different names, got "a"'],
  ])("%s", told);
});

describe("unknown keys deep below", () => {
  it.each<Case>([
    [
      "player: { abandonment: { progressEverySeconds: 0.05 } }",
      "player.abandonment.progressEverySeconds",
      'one of the keys progressEveryMs, progressBits, afterwards, sparesFirst, got "progressEverySeconds". Did you mean "progressEveryMs"?',
    ],
    [
      "content: { kind: series, continue: 1 }",
      "content.continue",
      'one of the keys kind, episodes, continues, prefetchFrom, prefetchSegments, prefetchIfAbove, betweenSeconds, got "continue". Did you mean "continues"?',
    ],
    [
      "faults: [{ rte: 0.1, what: 503 }]",
      "faults[0].rte",
      'one of the keys atSeconds, forSeconds, what, where, rateShare, rate, got "rte". Did you mean "rate"?',
    ],
    [
      "delivery: { cdns: [{ name: a, latency: 5 }] }",
      "delivery.cdns[0].latency",
      'one of the keys name, trace, factor, latencyMs, usdPerGB, availability, distanceKm, got "latency". Did you mean "latencyMs"?',
    ],
    [
      "network: { loss: 0.1 }",
      "network.loss",
      'one of the keys rttMs, latencyRule, firstByte, payloadShare, latencyAdvancesTrace, serverDelayMs, connection, got "loss". Write it as network.connection.loss',
    ],
    [
      "clients: [{ uses: bb }]",
      "clients[0].uses",
      'one of the keys use, name, options, count, startAtSeconds, player, viewer, device, video, got "uses". Did you mean "use"?',
    ],
  ])("%s", told);
});

describe("mechanisms that lack a key", () => {
  it.each<Case>([
    [
      "player: { abandonment: { progressEveryMs: 50 } }",
      "player.abandonment.progressBits",
      "a number of bits, 0 or more, got nothing. Profile reference does not say it",
    ],
    [
      "network: { connection: { protocol: http/2, slowStart: {} } }",
      "network.connection.maxConnections",
      "a whole number of connections, 1 or more, got nothing. Profile reference does not say it",
    ],
    [
      "content: { kind: live }",
      "content.targetLatencySeconds",
      "a number of seconds over 0, got nothing. Profile reference does not say it",
    ],
    [
      "cost: {}",
      "cost.usdPerGB",
      "a number of USD per gigabyte, 0 or more, got nothing. Profile reference does not say it",
    ],
  ])("%s", told);

  it("are right where a profile has the rest", () => {
    expect(problemOf("profile: sabre\nplayer: { abandonment: { progressEveryMs: 60 } }")).toBe("no error");
  });
});

describe("settings that contradict each other", () => {
  const MANAGER =
    "everySeconds: 1, growth: 1.5, shrinkage: 0.8, holeToleranceSeconds: 0.1, targetSeconds: 15";
  const RETRY = "retries: 1, factor: 2, jitter: 0";
  const SPRITES = "intervalSeconds: 10, picturesPerSprite: 25, around: 2, atOnce: 3";
  const TIERS = "tiers: [{ name: origin }]";
  it.each<Case>([
    ["downloads: { audio: {} }", "downloads.audio", "a bitrateKbps or the name of a track, got neither"],
    [
      "downloads: { audio: { bitrateKbps: 128, track: en } }",
      "downloads.audio.track",
      "either a track or a bitrateKbps (128, from s.yaml:8: downloads.audio.bitrateKbps), got both",
    ],
    [
      `player: { bufferManager: { ${MANAGER}, panicLevelSeconds: 6, minLevelSeconds: 5, goodLevelSeconds: 20 } }`,
      "player.bufferManager.panicLevelSeconds",
      "at most minLevelSeconds (5, from s.yaml:8: player.bufferManager.minLevelSeconds), got 6. Lower panicLevelSeconds or raise minLevelSeconds",
    ],
    [
      `player: { bufferManager: { ${MANAGER}, panicLevelSeconds: 2, minLevelSeconds: 21, goodLevelSeconds: 20 } }`,
      "player.bufferManager.minLevelSeconds",
      "at most goodLevelSeconds (20, from s.yaml:8: player.bufferManager.goodLevelSeconds), got 21. Lower minLevelSeconds or raise goodLevelSeconds",
    ],
    [
      `player: { bufferManager: { ${MANAGER}, panicLevelSeconds: 2, minLevelSeconds: 16, goodLevelSeconds: 20 } }`,
      "player.bufferManager.minLevelSeconds",
      "at most targetSeconds (15, from s.yaml:8: player.bufferManager.targetSeconds), got 16. Lower minLevelSeconds or raise targetSeconds",
    ],
    [
      `requests: { retry: { ${RETRY}, initialDelaySeconds: 9, maxDelaySeconds: 8 } }`,
      "requests.retry.initialDelaySeconds",
      "at most maxDelaySeconds (8, from s.yaml:8: requests.retry.maxDelaySeconds), got 9. Lower initialDelaySeconds or raise maxDelaySeconds",
    ],
    [
      `delivery: { caches: { ${TIERS}, popularity: { rank: 9, catalogue: 8, exponent: 1, viewsPerHour: 5 } } }`,
      "delivery.caches.popularity.rank",
      "at most catalogue (8, from s.yaml:8: delivery.caches.popularity.catalogue), got 9. Lower rank or raise catalogue",
    ],
    [
      `downloads: { thumbnails: { ${SPRITES}, smallestSpriteKB: 250, largestSpriteKB: 150 } }`,
      "downloads.thumbnails.smallestSpriteKB",
      "at most largestSpriteKB (150, from s.yaml:8: downloads.thumbnails.largestSpriteKB), got 250. Lower smallestSpriteKB or raise largestSpriteKB",
    ],
    [
      "content: { kind: live, targetLatencySeconds: 30, dvrWindowSeconds: 20 }",
      "content.targetLatencySeconds",
      "at most dvrWindowSeconds (20, from s.yaml:8: content.dvrWindowSeconds), got 30. Lower targetLatencySeconds or raise dvrWindowSeconds",
    ],
    [
      "content: { kind: live, targetLatencySeconds: 1, chunkSeconds: 2, dvrWindowSeconds: 20 }",
      "content.chunkSeconds",
      "at most targetLatencySeconds (1, from s.yaml:8: content.targetLatencySeconds), got 2. Lower chunkSeconds or raise targetLatencySeconds",
    ],
    [
      "faults: [{ rate: 0.1, what: 503, where: { cdn: a } }]",
      "faults[0].where.cdn",
      'delivery.cdns to have such a CDN, got "a"',
    ],
    [
      "requests: { fallback: [other cdn] }",
      "requests.fallback[0]",
      'two CDNs or more in delivery.cdns, got none. Add what it needs, or leave "other cdn" out',
    ],
    [
      "requests: { fallback: [lower quality, emergency stream] }",
      "requests.fallback[1]",
      'requests.emergencyBitrateKbps with it, got nothing. Add what it needs, or leave "emergency stream" out',
    ],
    [
      "requests: { fallback: [offline] }",
      "requests.fallback[0]",
      'requests.offlineMediaSeconds with it, got nothing. Add what it needs, or leave "offline" out',
    ],
  ])("%s", told);

  it("are told at what the user wrote, where a profile has the other", () => {
    expect(problemOf("profile: hlsjs\nrequests: { retry: { maxDelaySeconds: 0.5 } }")).toBe(
      "s.yaml:9: requests.retry.maxDelaySeconds: expected at least initialDelaySeconds (1, from profile hlsjs), got 0.5. Lower initialDelaySeconds or raise maxDelaySeconds",
    );
  });

  it("are told of the name that was meant", () => {
    const cdns = "delivery: { cdns: [{ name: east }, { name: west }] }";
    expect(problemOf(`${cdns}\nfaults: [{ rate: 0.1, what: 503, where: { cdn: esat } }]`)).toBe(
      's.yaml:9: faults[0].where.cdn: expected the name of a CDN: "east" or "west", got "esat". Did you mean "east"?',
    );
  });

  it("are found in an arm, whose layer counts", () => {
    const cdns = "delivery: { cdns: [{ name: a }, { name: b }] }\nrequests: { fallback: [other cdn] }";
    expect(problemOf(cdns)).toBe("no error");
    const text = GOOD.replace("selection:", "cdns: [{ name: c }], selection:");
    expect(() => parseScenario(`${text}${cdns}\n`, "s.yaml")).toThrow(
      's.yaml:9: requests.fallback[0]: expected two CDNs or more in delivery.cdns, got one. Add what it needs, or leave "other cdn" out',
    );
  });

  it("are none where the mechanism is switched off", () => {
    const fault = "faults: [{ rate: 0.1, what: 503, where: { cdn: a } }]";
    expect(problemOf(`${fault}\ndelivery: { cdns: [{ name: a }] }`)).toBe("no error");
    const text = GOOD.replace("delivery: {", "faults: []\n    delivery: { cdns: false,");
    expect(() =>
      parseScenario(`${text}${fault}\ndelivery: { cdns: [{ name: a }] }\n`, "s.yaml"),
    ).not.toThrow();
  });
});
