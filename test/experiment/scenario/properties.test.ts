import fc from "fast-check";
import { distance } from "fastest-levenshtein";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import {
  clientsOf,
  parseScenario,
  settingsOf,
  withAllSettings,
} from "../../../src/experiment/scenario/index.js";
import { type ScenarioInput, scenarioSchema } from "../../../src/experiment/scenario/schema.js";
import { allKeys, keysAt } from "../../../src/experiment/scenario/schema-walk.js";
import { settingsSchema } from "../../../src/experiment/scenario/settings-schema/session.js";

/** Every key may be missing. */
const OPTIONAL: { requiredKeys: [] } = { requiredKeys: [] };
/** Finite, and never -0, which JSON does not keep. */
const number = (options: { min: number; max?: number }) =>
  fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e6, ...options }).map((value) => value + 0);
const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 _<>&;'"/-]{0,20}$/);

const off = <T>(mechanism: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(false as const) }, { weight: 3, arbitrary: mechanism });
const share = number({ min: 0, max: 1 });
const whole = (min: number, max = 9) => fc.integer({ min, max });

const player = fc.record(
  {
    startupBufferSeconds: number({ min: 0, max: 5 }),
    resumeBufferSeconds: number({ min: 0, max: 5 }),
    maxBufferSeconds: number({ min: 5 }),
    starvedAfterSeconds: number({ min: 1 }),
    abandonment: off(
      fc.record({
        progressEveryMs: number({ min: 1 }),
        progressBits: number({ min: 0 }),
        afterwards: fc.constantFrom("forced" as const, "asked" as const),
      }),
    ),
    startup: off(
      fc.record({
        order: fc.constantFrom("parallel" as const, "sequential" as const),
        stages: fc.array(
          fc.oneof(
            fc.record({ name: word, sizeKB: number({ min: 1 }) }),
            fc.record({ name: word, shortestMs: number({ min: 0, max: 5 }), longestMs: number({ min: 5 }) }),
          ),
          { maxLength: 2 },
        ),
      }),
    ),
  },
  OPTIONAL,
);
const network = fc.record({ rttMs: number({ min: 0 }), latencyAdvancesTrace: fc.boolean() }, OPTIONAL);
const viewer = fc.record(
  {
    leaveAtSeconds: number({ min: 1e-3 }),
    seeks: fc
      .array(fc.record({ atSeconds: number({ min: 0 }), toSeconds: number({ min: 0 }) }), { maxLength: 3 })
      .map((seeks) => seeks.map((seek, i) => ({ ...seek, atSeconds: seek.atSeconds / 1e6 + 2 * i }))),
  },
  OPTIONAL,
);
const groups = {
  player,
  network,
  viewer,
  requests: off(
    fc.record(
      {
        timeoutByConnectionSeconds: fc.dictionary(fc.constantFrom("4g", "wifi", "other"), number({ min: 1 })),
        retry: off(
          fc.record({
            retries: whole(0),
            initialDelaySeconds: number({ min: 0, max: 1 }),
            maxDelaySeconds: number({ min: 1 }),
            factor: number({ min: 1, max: 9 }),
            jitter: share,
          }),
        ),
        fallback: fc.subarray(["lower quality" as const, "switch protocol" as const]),
      },
      OPTIONAL,
    ),
  ),
  faults: fc.array(
    fc.oneof(
      fc.record({ rate: share, what: fc.constantFrom(503, "reset" as const) }),
      fc.record({ atSeconds: number({ min: 0 }), forSeconds: number({ min: 1 }), what: fc.constant(404) }),
    ),
    { maxLength: 2 },
  ),
  delivery: off(
    fc.record(
      {
        cdns: fc.constantFrom<{ name: string; latencyMs?: number }[][]>(
          [{ name: "a" }],
          [{ name: "b", latencyMs: 20 }, { name: "c" }],
        ),
      },
      OPTIONAL,
    ),
  ),
  content: off(
    fc.oneof(
      fc.record({
        kind: fc.constant("live" as const),
        targetLatencySeconds: number({ min: 1, max: 9 }),
        dvrWindowSeconds: number({ min: 9 }),
      }),
      fc.record({ kind: fc.constant("series" as const), episodes: whole(1), continues: share }),
    ),
  ),
  cost: off(fc.record({ usdPerGB: number({ min: 0 }) })),
};
const video = fc.oneof(
  word,
  fc.record({
    path: word,
    name: word,
    segmentSeconds: number({ min: 0.1 }),
    segments: fc.nat(99).map((n) => n + 1),
  }),
);
const clients = fc.array(
  fc.record(
    { use: word, count: whole(1), startAtSeconds: number({ min: 0 }), player, viewer, video },
    OPTIONAL,
  ),
  { minLength: 1, maxLength: 2 },
);
const arm = (index: number) =>
  fc
    .record(
      {
        options: fc.dictionary(word, fc.oneof(number({ min: -9 }), word, fc.boolean(), fc.constant(null))),
        ...groups,
        clients,
        videos: fc.array(video, { minLength: 1, maxLength: 2 }),
      },
      OPTIONAL,
    )
    .map((rest) => ({ use: "bb", name: `arm ${index}`, ...rest }));

const scenarios: fc.Arbitrary<ScenarioInput> = fc.record(
  {
    name: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/),
    seed: fc.maxSafeInteger(),
    replicates: fc.nat(9).map((n) => n + 1),
    traces: fc.array(fc.oneof(word, fc.record({ path: word, format: word })), { minLength: 1, maxLength: 3 }),
    videos: fc.array(video, { minLength: 1, maxLength: 3 }),
    policies: fc.tuple(arm(0), arm(1), arm(2)),
    clients,
    telemetry: fc.boolean(),
    ...groups,
  },
  { requiredKeys: ["traces", "videos", "policies"] },
);

const parse = (value: unknown, as: (value: unknown) => string = JSON.stringify) =>
  parseScenario(as(value), "x.yaml").scenario;

describe("any valid scenario", () => {
  it("reads the same from YAML as from JSON", () => {
    fc.assert(
      fc.property(scenarios, (input) => {
        expect(parse(input, stringify)).toEqual(parse(input));
      }),
    );
  });

  it("survives being written to run.json and read again", () => {
    fc.assert(
      fc.property(scenarios, (input) => {
        const scenario = parse(input);
        expect(parse(scenario)).toEqual(scenario);
      }),
    );
  });

  it("gives the same settings when every one of them is written out", () => {
    fc.assert(
      fc.property(scenarios, (input) => {
        const scenario = parse(input);
        const again = parse(withAllSettings(scenario));
        const settings = (each: typeof scenario) =>
          each.policies.map((one) => [
            settingsOf(each, one),
            clientsOf(each, one).map(({ path, ...client }) => client),
          ]);
        expect(settings(again)).toEqual(settings(scenario));
      }),
    );
  });
});

describe("any single slip in a key", () => {
  const kindsOfContent = [
    { kind: "movie", mostSwitches: 1, prefetchAboveKbps: 1, prefetchWithinSeconds: 1 },
    {
      kind: "live",
      targetLatencySeconds: 8,
      dvrWindowSeconds: 60,
      encoderDelaySeconds: 1,
      chunkSeconds: 1,
      catchUp: { rule: "steps", slowest: 0.9, fastest: 1.1, toleranceSeconds: 1, everySeconds: 1 },
      seekBeyondSeconds: 9,
    },
    {
      kind: "series",
      episodes: 2,
      continues: 1,
      prefetchFrom: 1,
      prefetchSegments: 1,
      prefetchIfAbove: 1,
      betweenSeconds: 1,
    },
    {
      kind: "interactive",
      branches: [{ atSeconds: 1, options: 2 }],
      prefetchSegments: 1,
      choiceLeadSeconds: 1,
    },
  ];
  /** A document in which every key that the schema knows is somewhere, by path. */
  const document = {
    name: "x",
    seed: 1,
    replicates: 1,
    profile: "reference",
    traces: [{ path: "t", format: "f" }],
    videos: [{ path: "v", name: "n", format: "f", bitratesKbps: [1], segmentSeconds: 1, segments: 1 }],
    policies: [
      {
        use: "bb",
        name: "a",
        options: {},
        profile: "reference",
        videos: ["v"],
        player: {},
        network: {},
        viewer: {},
        clients: [
          {
            use: "bb",
            name: "b",
            options: {},
            count: 2,
            startAtSeconds: 1,
            player: {},
            viewer: {},
            device: {},
          },
        ],
      },
    ],
    player: {
      startupBufferSeconds: 1,
      startupSegments: 2,
      resumeBufferSeconds: 1,
      maxBufferSeconds: 9,
      bufferLimit: "fits",
      bufferBySize: { sizeMB: 1, mostSeconds: 9 },
      maxBufferAtTopSeconds: 9,
      stallBufferSeconds: 0.1,
      idleStepSeconds: 1,
      firstLevel: 0,
      starvedAfterSeconds: 9,
      knowsSizes: true,
      startup: {
        order: "parallel",
        stages: [{ name: "s", shortestMs: 1, longestMs: 2 }],
        mediaDuringStages: true,
        decodeMs: 1,
      },
      levelFiles: {
        playlist: { sizeKB: 1, processingMs: 1 },
        init: { sizeKB: 1, processingMs: 1, order: "with segment", again: "never" },
      },
      processing: {
        firstSegmentMs: 2,
        segmentMs: 1,
        rateMbps: 9,
        sampledShare: 1,
      },
      bufferManager: {
        everySeconds: 1,
        panicLevelSeconds: 1,
        minLevelSeconds: 2,
        goodLevelSeconds: 3,
        targetSeconds: 9,
        growth: 1.5,
        shrinkage: 0.5,
        pauseInPanic: true,
        holeToleranceSeconds: 1,
      },
      abandonment: { progressEveryMs: 1, progressBits: 1, afterwards: "asked", sparesFirst: true },
      segmentLookup: { offsetSeconds: 1, toleranceSeconds: 1 },
      fastSwitch: { replaces: "all", aheadSegments: 1, abortsInFlight: true },
      seekClearsBuffer: true,
      playbackRate: 1,
    },
    network: {
      rttMs: 1,
      latencyRule: "at request",
      firstByte: "with first bits",
      payloadShare: 1,
      latencyAdvancesTrace: true,
      serverDelayMs: 1,
      connection: {
        protocol: "http/2",
        maxConnections: 6,
        handshakeRoundTrips: 1,
        keepAliveSeconds: 1,
        headerSizeBytes: 1,
        slowStart: { initialWindowPackets: 10, restartAfterIdleSeconds: 1 },
        loss: 0,
        packetSizeBytes: 1,
      },
    },
    viewer: {
      leaveAtSeconds: 1,
      seeks: [{ atSeconds: 1, toSeconds: 1 }],
      seeking: { perHour: 1, farthestSeconds: 1, forwards: 1 },
      pauses: [{ atSeconds: 1, forSeconds: 1 }],
      patience: { stallSeconds: 1, hazard: 1, startupSeconds: 1 },
    },
    scoring: { startupIsStall: true },
    requests: {
      firstByteTimeoutSeconds: 1,
      stallTimeoutSeconds: 1,
      levelPenaltySeconds: 1,
      timeoutSeconds: 1,
      timeoutByConnectionSeconds: { other: 1 },
      retry: {
        retries: 1,
        initialDelaySeconds: 1,
        maxDelaySeconds: 1,
        factor: 1,
        jitter: 1,
        connectionErrorDelaySeconds: 1,
        clientErrors: true,
        timeoutRetries: 1,
      },
      circuitBreaker: { failures: 1, resetAfterSeconds: 1, successes: 1 },
      fallback: ["offline"],
      emergencyBitrateKbps: 1,
      offlineMediaSeconds: 1,
    },
    faults: [
      {
        atSeconds: 1,
        forSeconds: 1,
        what: "slow",
        where: { cdn: "a", kind: "video", level: 1 },
        rateShare: 0.5,
      },
    ],
    delivery: {
      cdns: [{ name: "a", trace: "t", factor: 1, latencyMs: 1, usdPerGB: 1, availability: 1, distanceKm: 1 }],
      selection: { by: "score", failures: 1, recoverAfterSeconds: 1 },
      caches: {
        tiers: [
          {
            name: "a",
            private: true,
            ttlSeconds: 1,
            manifestTtlSeconds: 1,
            capacityMB: 1,
            eviction: "lru",
            hitRatio: 1,
            missLatencyMs: 1,
            missRateKbps: 1,
          },
        ],
        popularity: { rank: 1, catalogue: 1, exponent: 1, viewsPerHour: 1 },
      },
    },
    downloads: {
      parallel: { most: 1, ahead: [{ belowBufferSeconds: 1, segments: 1 }], otherwise: 1 },
      audio: { bitrateKbps: 1, aheadOfVideoSeconds: 1 },
      chunks: { sizeKiB: 1, aheadSeconds: 1, atOnce: 1 },
      control: { everySeconds: 1, sizeBytes: 1, priority: true },
      thumbnails: {
        intervalSeconds: 1,
        picturesPerSprite: 1,
        smallestSpriteKB: 1,
        largestSpriteKB: 1,
        around: 1,
        atOnce: 1,
        fileMB: 1,
      },
    },
    device: {
      maxHeight: 1,
      screenHeight: 1,
      battery: 1,
      batteryPerHour: 1,
      connection: "4g",
      decodes: 1,
      events: [{ atSeconds: 1, what: "high latency", levelsDown: 1, bufferFactor: 1 }],
    },
    cost: { usdPerGB: 1, savings: 1 },
    telemetry: true,
    qoe: ["linear"],
    compare: { control: "a", metrics: ["stall_s"] },
    gate: { margins: { stall_s: 1 }, weights: { t: 1 } },
  };
  const documents = kindsOfContent.map((content) => ({ ...document, content }));
  const places = documents.flatMap((whole) =>
    allKeys(scenarioSchema)
      .map((key) => key.path)
      .filter((path) => path[0] !== "$schema" && valueAt(whole, path) !== undefined)
      .map((path) => ({ whole, path })),
  );

  function valueAt(whole: unknown, path: readonly string[]): unknown {
    return path.reduce((value: unknown, key) => {
      const holder = Array.isArray(value) ? value[0] : value;
      return typeof holder === "object" && holder !== null
        ? (holder as Record<string, unknown>)[key]
        : undefined;
    }, whole);
  }

  it("is there for every setting", () => {
    for (const whole of documents) expect(parse(whole).policies[0]!.name).toBe("a");
    const there = new Set(places.map(({ path }) => path.join(".")));
    const absent = allKeys(settingsSchema)
      .map(({ path }) => path.join("."))
      .filter((path) => !there.has(path));
    // The other ways of writing an item of a list.
    expect(absent).toEqual([
      "player.startup.stages.sizeKB",
      "faults.rate",
      "downloads.audio.track",
      "device.events.maxHeight",
      "device.events.maxBufferSeconds",
    ]);
  });

  const slip = (key: string) =>
    fc.oneof(
      fc.nat(key.length - 1).map((at) => key.slice(0, at) + key.slice(at + 1)),
      fc.nat(key.length - 2).map((at) => key.slice(0, at) + key[at + 1]! + key[at]! + key.slice(at + 2)),
      fc
        .tuple(fc.nat(key.length), fc.constantFrom(..."abcxyzABC"))
        .map(([at, letter]) => key.slice(0, at) + letter + key.slice(at)),
      fc
        .tuple(fc.nat(key.length - 1), fc.constantFrom(..."qxzQXZ"))
        .map(([at, letter]) => key.slice(0, at) + letter + key.slice(at + 1)),
    );
  /** In two letters, one slip is half of them. */
  const LONG_ENOUGH = 3;

  it("is told with the key that was meant", () => {
    const slips = fc
      .constantFrom(...places.filter(({ path }) => path.at(-1)!.length >= LONG_ENOUGH))
      .chain(({ whole, path }) => slip(path.at(-1)!).map((written) => ({ whole, path, written })))
      .filter(({ path, written }) => written !== path.at(-1) && written !== "");
    fc.assert(
      fc.property(slips, ({ whole, path, written }) => {
        const key = path.at(-1)!;
        // Some slips are as near to a sibling: atSeconds and toSeconds.
        const siblings = keysAt(scenarioSchema, indexed(whole, path.slice(0, -1)), whole);
        const from = (other: string) => distance(written.toLowerCase(), other.toLowerCase());
        const near = (other: string) => from(other) <= from(key);
        fc.pre(!siblings.some((other) => other !== key && near(other)));
        const broken = renamed(structuredClone(whole), path, written);
        expect(() => parse(broken)).toThrow(
          `got ${JSON.stringify(written)}. Did you mean ${JSON.stringify(key)}?`,
        );
      }),
      { numRuns: 300 },
    );
  });

  /** A path with the index of the first item, wherever it goes through a list. */
  function indexed(whole: unknown, path: readonly string[]): (string | number)[] {
    const places: (string | number)[] = [];
    let value = whole;
    for (const key of path) {
      places.push(key);
      value = (value as Record<string, unknown>)[key];
      if (Array.isArray(value)) {
        places.push(0);
        value = value[0];
      }
    }
    return places;
  }

  function renamed(whole: Record<string, unknown>, path: readonly string[], written: string): unknown {
    let holder = whole;
    for (const key of path.slice(0, -1)) {
      const next = holder[key];
      holder = (Array.isArray(next) ? next[0] : next) as Record<string, unknown>;
    }
    holder[written] = holder[path.at(-1)!];
    delete holder[path.at(-1)!];
    return whole;
  }
});

it("no text whatever brings anything but a scenario or an input error", () => {
  const pieces = fc.constantFrom(
    "traces",
    "videos",
    "policies",
    ": ",
    "[",
    "]",
    "{",
    "}",
    "\n",
    "  ",
    "- ",
    "ewma",
    "&a ",
    "*a",
    "<<: ",
    "!x ",
    "-1",
    ".nan",
    "'",
    '"',
    "#",
    "|\n",
    "\t",
    "? ",
    "null",
    "--- ",
    ",",
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 25 }).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(text, (anything) => {
      try {
        parseScenario(anything, "x.yaml");
      } catch (error) {
        expect(error).toMatchObject({
          name: "InputError",
          problem: { where: expect.stringMatching(/^x\.yaml/) },
        });
      }
    }),
    { numRuns: 1000 },
  );
});
