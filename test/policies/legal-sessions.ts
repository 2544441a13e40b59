import fc from "fast-check";
import type {
  DeviceState,
  LiveState,
  Observation,
  Phase,
  Policy,
  PolicyContext,
  Sample,
} from "../../src/model/policy.js";
import type { Level } from "../../src/model/video.js";

/** What a player does and shows around one decision. */
export interface Step {
  /** Seconds that the player waits on a full buffer first. */
  readonly idle: number;
  /** Seconds. */
  readonly buffer: number;
  readonly phase: Phase;
  /** Two points of the ladder, 0 to 1, that the player accepts between. */
  readonly allowed: readonly [number, number];
  readonly device: DeviceState | undefined;
  readonly live: LiveState | undefined;
  /** Where another request is in flight, its level as a point of the ladder, 0 to 1. */
  readonly inFlight: number | undefined;
  readonly sizesKnown: boolean;
  /** Seconds from request to first bit, and from first to last. */
  readonly latency: number;
  readonly transfer: number;
  /** The segment's size against bitrate x duration. */
  readonly sizeFactor: number;
  /** Where the player fetched another level than asked for, which, as a point of the ladder. */
  readonly fetchedInstead: number | undefined;
  readonly afterwards: "nothing" | "stall" | "seek";
}

/** A session as a policy lives it. Nothing in it has to be likely; everything is within what the model promises. */
export interface LegalSession {
  readonly levels: readonly Level[];
  readonly segmentDuration: number;
  readonly maxBuffer: number;
  readonly media: "video" | "audio";
  readonly hour: number | undefined;
  readonly seed: number;
  readonly steps: readonly Step[];
}

const number = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
/** Drops the properties that are undefined, as the model asks for missing ones to be missing. */
const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as T;

function ladders(maxLevels: number): fc.Arbitrary<readonly Level[]> {
  const rung = fc.record({
    bitrate: fc.integer({ min: 50_000, max: 30_000_000 }),
    height: optional(fc.integer({ min: 144, max: 4320 })),
    name: optional(fc.constantFrom("240p", "720p_medium", "1080p_high")),
  });
  return fc
    .uniqueArray(rung, { minLength: 1, maxLength: maxLevels, selector: ({ bitrate }) => bitrate })
    .map((rungs) => rungs.map((one) => present(one) as Level).sort((a, b) => a.bitrate - b.bitrate));
}

const devices: fc.Arbitrary<DeviceState> = fc
  .record({
    maxHeight: optional(fc.integer({ min: 1, max: 4320 })),
    battery: optional(number(0, 1)),
    connection: optional(fc.constantFrom("ethernet", "wifi", "5g", "4g", "3g", "2g")),
    droppedFrames: optional(fc.integer({ min: 0, max: 100 })),
    totalFrames: optional(fc.integer({ min: 100, max: 100_000 })),
  })
  .map((device) => present(device) as DeviceState);

function steps(maxBuffer: number): fc.Arbitrary<Step> {
  return fc.record({
    idle: fc.oneof(fc.constant(0), number(0.001, 60)),
    buffer: fc.oneof(
      number(0, maxBuffer),
      fc.constantFrom(0, 5, 8, 10, 15, 25, 30).map((buffer) => Math.min(buffer, maxBuffer)),
    ),
    phase: fc.constantFrom<Phase>("startup", "playing", "rebuffering", "seeking"),
    allowed: fc.oneof(
      fc.constant<[number, number]>([0, 1]),
      fc.tuple(number(0, 1), number(0, 1)).map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a])),
    ),
    device: optional(devices),
    live: optional(fc.record({ latency: number(0, 60), target: number(0.5, 30), edge: number(0, 1e5) })),
    inFlight: fc.option(number(0, 1), { nil: undefined, freq: 6 }),
    sizesKnown: fc.boolean(),
    latency: fc.oneof(fc.constant(0), number(0.001, 5)),
    transfer: fc.oneof(fc.constant(0), number(0.001, 100)),
    sizeFactor: number(0.05, 5),
    fetchedInstead: fc.option(number(0, 1), { nil: undefined, freq: 6 }),
    afterwards: fc.oneof(
      { arbitrary: fc.constant("nothing" as const), weight: 8 },
      { arbitrary: fc.constantFrom("stall" as const, "seek" as const), weight: 1 },
    ),
  });
}

/** Sessions of one decision and more. */
export function legalSessions(
  limits: { maxLevels?: number; maxSteps?: number } = {},
): fc.Arbitrary<LegalSession> {
  const { maxLevels = 12, maxSteps = 20 } = limits;
  return fc.tuple(number(0.5, 20), number(1, 300)).chain(([segmentDuration, maxBuffer]) =>
    fc.record({
      levels: ladders(maxLevels),
      segmentDuration: fc.constant(segmentDuration),
      maxBuffer: fc.constant(maxBuffer),
      media: fc.constantFrom("video" as const, "audio" as const),
      hour: optional(fc.integer({ min: 0, max: 23 })),
      seed: fc.integer({ min: 1, max: 0x7ffffffe }),
      steps: fc.array(steps(maxBuffer), { minLength: 1, maxLength: maxSteps }),
    }),
  );
}

/** The context that a session's policy is made with; each call makes one with its own stream, from the same seed. */
export function contextOf(session: LegalSession): PolicyContext {
  const { levels, segmentDuration, maxBuffer, media, hour } = session;
  let state = session.seed;
  return {
    levels,
    segmentDuration,
    maxBuffer,
    media,
    random() {
      // Lehmer's generator with Park and Miller's constants: exact in doubles, good enough to tell streams apart.
      state = (state * 48_271) % 0x7fffffff;
      return state / 0x7fffffff;
    },
    ...(hour !== undefined && { hour }),
  };
}

/** A decision as the player copied it, for a policy may hand out the same object again. */
export interface TakenDecision {
  readonly level: number;
  readonly waitSeconds: number | undefined;
  readonly replaceFrom: number | undefined;
  readonly reason: string | undefined;
  readonly estimate: number | undefined;
  readonly allowed: readonly [number, number];
  /** What `onProgress` answered while the segment was coming. */
  readonly abandonTo: number | undefined;
}

/** Lends a value for one call; `takeBack` ends the loan. */
export type Lend = <T extends object>(value: T) => { readonly lent: T; takeBack(): void };

const lendPlainly: Lend = (lent) => ({ lent, takeBack() {} });

/** Plays a session to a policy, decision by decision. What the policy is shown is made anew for every call. */
export function* playTo(
  policy: Policy,
  session: LegalSession,
  lend: Lend = lendPlainly,
): Generator<TakenDecision, void> {
  const { levels, segmentDuration, maxBuffer } = session;
  const levelAt = (point: number) => Math.round(point * (levels.length - 1));
  const samples: Sample[] = [];
  let now = 0;
  let lastLevel: number | undefined;
  for (const [index, step] of session.steps.entries()) {
    if (step.idle > 0) policy.onIdle?.(step.idle);
    now += step.idle;
    const allowed = [levelAt(step.allowed[0]), levelAt(step.allowed[1])] as const;
    const sizes = Float64Array.from(levels, ({ bitrate }) => bitrate * segmentDuration * step.sizeFactor);
    const observe = (inFlight?: Observation["inFlight"]): Observation => ({
      now,
      phase: step.phase,
      buffer: step.buffer,
      maxBuffer,
      playbackRate: 1,
      lastLevel,
      levels,
      allowed: [...allowed],
      segment: {
        index,
        duration: segmentDuration,
        remaining: session.steps.length - index,
        ...(step.sizesKnown && { sizes: sizes.slice() }),
      },
      samples: samples.map((sample) => ({ ...sample })),
      ...(step.live && { live: { ...step.live } }),
      ...(step.device && { device: { ...step.device } }),
      ...(inFlight && { inFlight }),
    });
    const during = <T>(observation: Observation, call: (lent: Observation) => T): T => {
      const { lent, takeBack } = lend(observation);
      const answer = call(lent);
      takeBack();
      return answer;
    };

    const other = step.inFlight === undefined ? undefined : inFlightAt(levelAt(step.inFlight), index, now);
    const taken = during(observe(other), (o) => {
      const { level, waitSeconds, replaceFrom, reason, estimate } = policy.decide(o);
      return { level, waitSeconds, replaceFrom, reason, estimate };
    });

    const asked = Math.min(Math.max(taken.level, allowed[0]), allowed[1]);
    const level = step.fetchedInstead === undefined ? asked : levelAt(step.fetchedInstead);
    const bits = sizes[level] ?? 1;
    const start = now + (taken.waitSeconds ?? 0);
    const firstByte = start + step.latency;
    now = firstByte + step.transfer / 2;
    const loaded = { segment: index, level, start, firstByte, loaded: bits / 2, total: bits };
    const progress = policy.onProgress && during(observe(loaded), (o) => policy.onProgress!(o.inFlight!, o));
    now = firstByte + step.transfer;
    const sample: Sample = { start, firstByte, end: now, bits, level };
    samples.push(sample);
    lastLevel = level;
    if (policy.onSample) during(observe(), (o) => policy.onSample!(o.samples[o.samples.length - 1]!, o));
    if (step.afterwards === "stall") policy.onStall?.(now);
    if (step.afterwards === "seek") policy.onSeek?.(0);
    yield { ...taken, allowed, abandonTo: progress?.abandonTo };
  }
}

const inFlightAt = (level: number, segment: number, now: number) => ({
  segment,
  level,
  start: now,
  loaded: 0,
});
