import fc from "fast-check";
import { seriesVideo } from "../../src/engine/content/index.js";
import type { SimulationSetup } from "../../src/engine/simulate.js";
import type { PolicyFactory } from "../../src/model/policy.js";
import type {
  AbandonmentSettings,
  AudioSettings,
  BufferManagerSettings,
  CacheSettings,
  CacheTierSettings,
  CdnSettings,
  ConnectionSettings,
  ContentSettings,
  DeliverySettings,
  DeviceSettings,
  DownloadSettings,
  FastSwitchSettings,
  Fault,
  FaultKind,
  LevelFilesSettings,
  LiveSettings,
  MovieSettings,
  NetworkSettings,
  PatienceSettings,
  PlayerSettings,
  ProcessingSettings,
  RequestSettings,
  RetrySettings,
  SeriesSettings,
  SessionSettings,
  SlowStartSettings,
  StartupSettings,
  ThumbnailSettings,
  ViewerSettings,
} from "../../src/model/settings/index.js";
import { type Trace, traceFromIntervals } from "../../src/model/trace.js";
import { type Video, videoFromSegments } from "../../src/model/video.js";

/*
 * Sessions with every mechanism on or off, each with values as wide as a scenario may give them, as far as a test has
 * the time. What a scenario refuses is not here: rates of 0, a CDN list without CDNs, pauses that overlap.
 */

/**
 * Evenly between, one of a few round values, which make ties, or one that is hard on arithmetic. (`fc.double` alone
 * is even in the exponent: half of what it gives is as good as 0.)
 */
export const seconds = (min: number, max: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 0, max: 1e6 }).map((n) => min + ((max - min) * n) / 1e6) },
    {
      weight: 6,
      arbitrary: fc.constantFrom(...ROUND.filter((n) => n >= min && n <= max), min, max),
    },
    { weight: 1, arbitrary: fc.double({ min, max, noNaN: true }) },
  );

const ROUND = [0, 0.1, 0.5, 1, 2, 4, 8, 20, 60];

const share = seconds(0, 1);
const sometimes = fc.boolean();
const whole = (min: number, max: number) => fc.integer({ min, max });

/** Undefined more often than not, so that mechanisms meet each other in twos and threes and not all at once. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** A record that always has the former keys, and each of the latter seldom. */
function some<Record extends object>(
  always: { [Key in keyof Record]?: fc.Arbitrary<Exclude<Record[Key], undefined>> },
  maybe: { [Key in keyof Record]?: fc.Arbitrary<Exclude<Record[Key], undefined>> },
): fc.Arbitrary<Record> {
  const arbitraries = Object.entries<fc.Arbitrary<unknown>>(maybe as never).map(([key, arbitrary]) => [
    key,
    seldom(arbitrary),
  ]);
  return fc
    .record({ ...always, ...Object.fromEntries(arbitraries) } as never)
    .map((record) => present(record as Record) as unknown as Record);
}

/** Leaves out what is undefined. */
function present<T extends object>(parts: T): Partial<T> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** Of 1 to 12 uneven intervals from outage to 20 Mbit/s; now and then nothing is ever carried. */
export const anyTrace = (name: string): fc.Arbitrary<Trace> =>
  fc
    .tuple(
      fc.array(
        fc.record({
          duration: seconds(0.05, 30),
          bandwidth: fc.oneof(
            { weight: 1, arbitrary: fc.constant(0) },
            { weight: 4, arbitrary: seconds(1e5, 2e7) },
            { weight: 1, arbitrary: seconds(1, 1e9) },
          ),
          latency: seconds(0, 0.5),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      sometimes,
    )
    .map(([intervals, silent]) =>
      traceFromIntervals(
        { name: `set/${name}`, set: "set" },
        silent ? intervals.map(({ duration, bandwidth }) => ({ duration, bandwidth })) : intervals,
      ),
    );

/** Of 1 to 14 segments of uneven durations at 1 to 4 levels; sizes vary about the bitrate. */
export const anyVideo: fc.Arbitrary<Video> = fc
  .record({
    gaps: fc.array(seconds(1e5, 2e6), { minLength: 1, maxLength: 4 }),
    segments: fc.array(fc.tuple(seconds(0.5, 8), seconds(0.3, 3)), { minLength: 1, maxLength: 14 }),
    even: sometimes,
  })
  .map(({ gaps, segments, even }) => {
    let bitrate = 0;
    const levels = gaps.map((gap, level) => {
      bitrate += gap;
      return { bitrate, width: 640 * (level + 1), height: 360 * (level + 1), frameRate: 25 };
    });
    const duration = (own: number) => (even ? segments[0]![0] : own);
    return videoFromSegments({
      name: "video",
      levels,
      segmentDuration: segments[0]![0],
      durations: Float64Array.from(segments, ([own]) => duration(own)),
      sizes: segments.map(([own, weight]) =>
        Float64Array.from(levels, (level) => level.bitrate * duration(own) * weight),
      ),
      sizesAre: "exact",
    });
  });

/** Plays a script of levels, waits, replacements and abandonments, over and over. */
export const anyPolicy: fc.Arbitrary<PolicyFactory> = fc
  .record({
    decisions: fc.array(
      fc.record({
        share,
        wait: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: seconds(0, 15) }),
        /** Replaces from so far ahead of the last segment that was asked about. */
        replace: fc.option(seconds(-30, 10), { nil: undefined, freq: 3 }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    abandons: fc.option(fc.array(fc.option(share, { nil: undefined }), { minLength: 1, maxLength: 6 }), {
      nil: undefined,
    }),
  })
  .map(({ decisions, abandons }) => {
    return (_options: object, context: Parameters<PolicyFactory>[1]) => {
      const top = context.levels.length - 1;
      const levelOf = (part: number) => Math.min(top, Math.floor(part * (top + 1)));
      let step = 0;
      let heard = 0;
      return {
        name: "any",
        decide(o) {
          const { share: part, wait, replace } = decisions[step++ % decisions.length]!;
          const from = o.segment.index * context.segmentDuration + (replace ?? 0);
          return {
            level: levelOf(part),
            waitSeconds: wait,
            ...(replace !== undefined && { replaceFrom: from }),
          };
        },
        ...(abandons && {
          onProgress() {
            const part = abandons[heard++ % abandons.length];
            return part === undefined ? undefined : { abandonTo: levelOf(part) };
          },
        }),
      };
    };
  });

const stage = fc.oneof(
  fc.record({ name: fc.constant("auth"), shortest: seconds(0, 1), longest: seconds(1, 3) }),
  fc.record({ name: fc.constantFrom("manifest", "licence"), size: seconds(1e3, 1e6) }),
);

const player: fc.Arbitrary<PlayerSettings> = some<PlayerSettings>(
  {
    startupBuffer: seconds(0, 20),
    resumeBuffer: seconds(0, 20),
    maxBuffer: seconds(0.5, 60),
    starvedAfter: seconds(20, 300),
  },
  {
    startupSegments: whole(1, 4),
    bufferLimit: fc.constantFrom("fits", "below"),
    idleStep: seconds(0.1, 4),
    firstLevel: whole(0, 5),
    knowsSizes: sometimes,
    startup: some<StartupSettings>(
      {
        order: fc.constantFrom("sequential", "parallel"),
        stages: fc.array(stage, { maxLength: 3 }),
      },
      { mediaDuringStages: sometimes, decode: seconds(0, 2) },
    ),
    bufferManager: some<BufferManagerSettings>(
      {
        every: seconds(0.25, 5),
        panicLevel: seconds(0, 5),
        minLevel: seconds(0, 20),
        goodLevel: seconds(5, 40),
        target: seconds(1, 60),
        growth: seconds(1, 3),
        shrinkage: seconds(0.1, 1),
        holeTolerance: seconds(0, 1),
      },
      { pauseInPanic: sometimes },
    ),
    abandonment: some<AbandonmentSettings>(
      {
        progressEvery: seconds(0.05, 4),
        progressBits: seconds(0, 2e6),
        afterwards: fc.constantFrom("forced", "asked"),
      },
      { sparesFirst: sometimes },
    ),
    bufferBySize: fc.record({ size: seconds(1e6, 1e9), most: seconds(1, 600) }),
    maxBufferAtTop: seconds(1, 90),
    stallBuffer: seconds(0, 1),
    levelFiles: some<LevelFilesSettings>(
      {},
      {
        playlist: fc.record({ size: seconds(1e3, 1e6), processing: seconds(0, 1) }),
        init: fc.record({
          size: seconds(1e3, 1e6),
          processing: seconds(0, 1),
          order: fc.constantFrom("before segment", "with segment"),
          again: fc.constantFrom("never", "each switch"),
        }),
      },
    ),
    processing: some<ProcessingSettings>(
      { firstSegment: seconds(0, 2), segment: seconds(0, 1) },
      { rate: seconds(1e6, 1e9), sampledShare: share },
    ),
    segmentLookup: fc.record({ offset: seconds(0, 1), tolerance: seconds(0, 1) }),
    fastSwitch: some<FastSwitchSettings>(
      { aheadSegments: seconds(0, 3), abortsInFlight: sometimes },
      { replaces: fc.constantFrom("lower", "all") },
    ),
    seekClearsBuffer: sometimes,
    playbackRate: seconds(0.25, 4),
  },
);

const network: fc.Arbitrary<NetworkSettings> = some<NetworkSettings>(
  {},
  {
    rtt: seconds(0, 1),
    latencyRule: fc.constantFrom("at request", "along trace"),
    firstByte: fc.constantFrom("after latency", "with first bits"),
    payloadShare: seconds(0.5, 1),
    latencyAdvancesTrace: sometimes,
    serverDelay: seconds(0, 1),
    connection: some<ConnectionSettings>(
      {
        protocol: fc.constantFrom("http/1.1", "http/2"),
        maxConnections: whole(1, 6),
        handshakeRoundTrips: whole(0, 3),
        keepAlive: seconds(0, 60),
        headerSize: seconds(0, 8000),
        packetSize: fc.constantFrom(11_680, 8000),
      },
      {
        slowStart: some<SlowStartSettings>(
          { initialWindowPackets: whole(1, 20) },
          { restartAfterIdle: seconds(0, 5) },
        ),
        loss: fc.constantFrom(0, 0.0001, 0.01, 0.5),
      },
    ),
  },
);

/** Events that rise in time, from gaps between them. */
function rising<T>(events: readonly (T & { readonly gap: number })[]): (Omit<T, "gap"> & { at: number })[] {
  let at = 0;
  return events.map(({ gap, ...event }) => {
    at += gap;
    return { ...event, at };
  });
}

const viewer: fc.Arbitrary<ViewerSettings> = some<ViewerSettings>(
  {},
  {
    leaveAt: seconds(0.1, 120),
    seeks: fc
      .array(fc.record({ gap: seconds(0.01, 30), to: seconds(0, 120) }), { maxLength: 4 })
      .map((seeks) => rising<{ to: number }>(seeks)),
    // Who seeks back as often as forwards, and seldom, takes days.
    seeking: fc.oneof(
      fc.record({ perHour: seconds(10, 3600), farthest: seconds(0.1, 60), forwards: seconds(0.6, 1) }),
      fc.record({ perHour: seconds(2000, 3600), farthest: seconds(0.1, 60), forwards: share }),
    ),
    pauses: fc
      .array(fc.record({ gap: seconds(0.01, 20), for: seconds(0.1, 400) }), { maxLength: 3 })
      .map((pauses) => {
        let at = 0;
        return pauses.map((pause) => {
          at += pause.gap;
          const begun = { at, for: pause.for };
          at += pause.for;
          return begun;
        });
      }),
    patience: some<PatienceSettings>(
      { stall: seconds(0, 30) },
      { hazard: seconds(0.01, 2), startup: seconds(0.1, 30) },
    ),
  },
);

const requests: fc.Arbitrary<RequestSettings> = some<RequestSettings>(
  {},
  {
    firstByteTimeout: seconds(0.1, 10),
    stallTimeout: seconds(0.1, 10),
    levelPenalty: seconds(1, 60),
    timeout: seconds(0.2, 30),
    timeoutByConnection: fc.constant({ "4g": 5, other: 10 }),
    retry: some<RetrySettings>(
      {
        retries: whole(0, 5),
        initialDelay: seconds(0, 2),
        maxDelay: seconds(0, 20),
        factor: seconds(1, 3),
        jitter: seconds(0, 2),
      },
      { connectionErrorDelay: seconds(0, 2), clientErrors: sometimes, timeoutRetries: whole(0, 5) },
    ),
    circuitBreaker: fc.record({
      failures: whole(1, 4),
      resetAfter: seconds(0.5, 30),
      successes: whole(1, 3),
    }),
    fallback: fc.shuffledSubarray([
      "lower quality",
      "switch protocol",
      "other cdn",
      "offline",
      "emergency stream",
    ] as const),
    emergencyBitrate: seconds(1e4, 1e6),
    offlineMedia: seconds(1, 60),
  },
);

const what: fc.Arbitrary<FaultKind> = fc.constantFrom<FaultKind[]>(
  404,
  416,
  503,
  "reset",
  "refused",
  "no answer",
  "stops halfway",
  "slow",
);
const where = some<NonNullable<Fault["where"]>>(
  {},
  {
    cdn: fc.constantFrom("a", "b"),
    kind: fc.constantFrom("video", "audio", "manifest", "control", "thumbnail"),
    level: whole(0, 3),
  },
);
const fault: fc.Arbitrary<Fault> = fc
  .tuple(
    fc.oneof(fc.record({ at: seconds(0, 60), for: seconds(0.1, 60) }), fc.record({ rate: seconds(0, 1) })),
    what,
    fc.option(where, { nil: undefined }),
    seconds(0.01, 0.9),
  )
  .map(
    ([when, kind, place, rateShare]) =>
      ({
        ...when,
        what: kind,
        ...(place && { where: place }),
        ...(kind === "slow" && { rateShare }),
      }) as Fault,
  );

const cdn = some<Omit<CdnSettings, "name">>(
  {},
  {
    trace: fc.constant("own"),
    factor: seconds(0.05, 1),
    latency: seconds(0, 0.5),
    usdPerGB: seconds(0, 1),
    availability: seconds(0, 100),
    distanceKm: seconds(0, 1e4),
  },
);
const tier = some<Omit<CacheTierSettings, "name">>(
  {},
  {
    private: sometimes,
    ttl: seconds(0.5, 100),
    manifestTtl: seconds(0.5, 100),
    capacity: seconds(1e5, 1e8),
    eviction: fc.constantFrom("fifo", "lru"),
    hitRatio: share,
    missLatency: seconds(0, 0.5),
    missRate: seconds(1e5, 1e8),
  },
);
const delivery: fc.Arbitrary<DeliverySettings> = some<DeliverySettings>(
  {},
  {
    cdns: fc
      .array(cdn, { minLength: 1, maxLength: 3 })
      .map((cdns) => cdns.map((one, index) => ({ ...one, name: "abc"[index]! }))),
    selection: fc.record({
      by: fc.constantFrom("score", "order"),
      failures: whole(1, 4),
      recoverAfter: seconds(0.5, 60),
    }),
    caches: some<CacheSettings>(
      {
        tiers: fc
          .array(tier, { minLength: 1, maxLength: 3 })
          .map((tiers) => tiers.map((one, index) => ({ ...one, name: `tier ${index}` }))),
      },
      {
        popularity: fc.record({
          rank: whole(1, 100),
          catalogue: whole(100, 1000),
          exponent: seconds(0, 2),
          viewsPerHour: seconds(0.1, 1e5),
        }),
      },
    ),
  },
);

const downloads: fc.Arbitrary<DownloadSettings> = some<DownloadSettings>(
  {},
  {
    parallel: fc.record({
      most: whole(1, 5),
      ahead: fc
        .uniqueArray(whole(1, 30), { maxLength: 2 })
        .chain((levels) =>
          fc.tuple(
            fc.constant([...levels].sort((a, b) => a - b)),
            fc.array(whole(1, 5), { minLength: levels.length, maxLength: levels.length }),
          ),
        )
        .map(([levels, counts]) =>
          levels.map((belowBuffer, index) => ({ belowBuffer, segments: counts[index]! })),
        ),
      otherwise: whole(1, 5),
    }),
    audio: some<AudioSettings>({ bitrate: seconds(3e4, 5e5) }, { aheadOfVideo: seconds(0, 20) }),
    chunks: fc.record({ size: seconds(2e5, 8e6), ahead: seconds(0.1, 30), atOnce: whole(1, 4) }),
    control: fc.record({ every: seconds(0.25, 5), size: seconds(1e2, 1e5), priority: sometimes }),
    thumbnails: some<ThumbnailSettings>(
      {
        interval: seconds(1, 10),
        picturesPerSprite: whole(1, 10),
        smallestSprite: seconds(1e3, 1e5),
        largestSprite: seconds(1e5, 1e6),
        around: whole(0, 3),
        atOnce: whole(1, 3),
      },
      { file: seconds(1e5, 1e7) },
    ),
  },
);

const content: fc.Arbitrary<ContentSettings> = fc.oneof(
  some<MovieSettings>(
    { kind: fc.constant("movie" as const) },
    { mostSwitches: whole(0, 4), prefetchAbove: seconds(1e5, 1e7), prefetchWithin: seconds(1, 100) },
  ),
  some<LiveSettings>(
    {
      kind: fc.constant("live" as const),
      targetLatency: seconds(0.5, 30),
      dvrWindow: fc.oneof(seconds(1, 60), fc.constant(3600)),
    },
    {
      encoderDelay: seconds(0, 3),
      chunk: seconds(0.2, 3),
      catchUp: fc.record({
        rule: fc.constantFrom("sigmoid", "steps"),
        slowest: seconds(0.5, 1),
        fastest: seconds(1, 2),
        tolerance: seconds(0, 1),
        every: seconds(0.25, 2),
      }),
      seekBeyond: seconds(0.1, 20),
    },
  ),
  some<SeriesSettings>(
    { kind: fc.constant("series" as const), episodes: whole(1, 3), continues: share },
    {
      prefetchFrom: share,
      prefetchSegments: whole(1, 5),
      prefetchIfAbove: share,
      between: seconds(0, 10),
    },
  ),
  fc.record({
    kind: fc.constant("interactive" as const),
    branches: fc
      .uniqueArray(seconds(0.1, 60), { minLength: 1, maxLength: 3 })
      .map((times) => [...times].sort((a, b) => a - b).map((at) => ({ at, options: 3 }))),
    prefetchSegments: whole(0, 3),
    choiceLead: seconds(0, 20),
  }),
) as fc.Arbitrary<ContentSettings>;

const device: fc.Arbitrary<DeviceSettings> = some<DeviceSettings>(
  {},
  {
    maxHeight: fc.constantFrom(200, 360, 720, 1080),
    screenHeight: fc.constantFrom(360, 1080),
    battery: share,
    batteryPerHour: seconds(0, 100),
    connection: fc.constantFrom("wifi", "4g"),
    decodes: seconds(1e6, 1e8),
    events: fc.array(
      fc.oneof(
        fc.record({
          at: seconds(0, 60),
          what: fc.constant("hdcp error" as const),
          maxHeight: fc.constant(400),
        }),
        fc.record({
          at: seconds(0, 60),
          what: fc.constant("low memory" as const),
          maxBuffer: seconds(0.5, 30),
        }),
        fc.record({
          at: seconds(0, 60),
          what: fc.constant("high latency" as const),
          levelsDown: whole(0, 3),
          bufferFactor: seconds(0.5, 3),
        }),
      ),
      { maxLength: 3 },
    ),
  },
);

export const everySetting: fc.Arbitrary<SessionSettings> = fc
  .record({
    player,
    network,
    viewer,
    requests: seldom(requests),
    faults: seldom(fc.array(fault, { minLength: 1, maxLength: 3 })),
    delivery: seldom(delivery),
    downloads: seldom(downloads),
    content: seldom(content),
    device: seldom(device),
  })
  .map((settings) => present(settings) as SessionSettings);

export type EverySession = Required<
  Pick<SimulationSetup, "trace" | "video" | "policy" | "settings" | "seed" | "cdnTraces">
>;

/** A series plays all its episodes, and branch points lie within the video. */
export const everySession: fc.Arbitrary<EverySession> = fc
  .record({
    trace: anyTrace("trace"),
    video: anyVideo,
    policy: anyPolicy,
    settings: everySetting,
    seed: fc.nat(),
    cdnTraces: anyTrace("own").map((trace) => new Map([["own", trace]])),
  })
  .map((session) => {
    const kind = session.settings.content;
    if (kind?.kind !== "series") return session;
    return { ...session, video: seriesVideo(session.video, kind.episodes) };
  });
