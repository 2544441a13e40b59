import type { Future, InFlight, Observation, Policy, PolicyContext, Sample } from "../model/policy.js";
import type { BitsPerSecond, Seconds } from "../units.js";
import { type LegalSession, type Step, sizesOf } from "./session.js";

/** A decision as the player copied it, for a policy may hand out the same object again. */
export interface TakenDecision {
  readonly level: number;
  readonly waitSeconds: Seconds | undefined;
  readonly replaceFrom: Seconds | undefined;
  readonly reason: string | undefined;
  readonly estimate: BitsPerSecond | undefined;
  readonly allowed: readonly [number, number];
  /** What `onProgress` answered while the segment was coming. */
  readonly abandonTo: number | undefined;
}

/** Lends a value for one call; `takeBack` ends the loan. */
export type Lend = <T extends object>(value: T) => { readonly lent: T; takeBack(): void };

const lendPlainly: Lend = (lent) => ({ lent, takeBack() {} });

/**
 * Another telling of a session that has been played: the player fetches what it fetched then, when it did, whatever
 * the policy answers now; only that every transfer takes so many times less.
 */
export interface Retelling {
  readonly decisions: readonly TakenDecision[];
  /** 1 or more. */
  readonly speedUp: number;
}

export interface PlayOptions {
  readonly lend?: Lend;
  readonly retelling?: Retelling;
}

/**
 * The context that a session's policy is made with; each call makes one with its own stream, from the same seed.
 *
 * @param oracle whether to tell the future, as policies named `oracle-` are told
 */
export function contextOf(session: LegalSession, oracle = false): PolicyContext {
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
    ...(session.sizesAhead && {
      sizeOf: (index: number, level: number) => {
        const step = session.steps[index];
        return step && sizesOf(session, step)[level];
      },
    }),
    ...(oracle && { future: futureOf(session) }),
  };
}

/** A link of constant capacity, such that the first segment's transfer takes what it takes; endless where that is 0. */
function futureOf(session: LegalSession): Future {
  const first = session.steps[0]!;
  const [bits = 1] = sizesOf(session, first);
  return { deliveryEnd: (start, asked) => start + first.latency + (asked / bits) * first.transfer };
}

/** Plays a session to a policy, decision by decision. What the policy is shown is made anew for every call. */
export function* playTo(
  policy: Policy,
  session: LegalSession,
  { lend = lendPlainly, retelling }: PlayOptions = {},
): Generator<TakenDecision, void> {
  const { levels } = session;
  const levelAt = (point: number) => Math.round(point * (levels.length - 1));
  const samples: Sample[] = [];
  let now: Seconds = 0;
  let lastLevel: number | undefined;
  const during = <T>(observation: Observation, call: (lent: Observation) => T): T => {
    const { lent, takeBack } = lend(observation);
    const answer = call(lent);
    takeBack();
    return answer;
  };

  for (const [index, step] of session.steps.entries()) {
    if (step.idle > 0) policy.onIdle?.(step.idle);
    now += step.idle;
    const allowed = [levelAt(step.allowed[0]), levelAt(step.allowed[1])] as const;
    const observe = (at: Seconds, inFlight?: InFlight): Observation => ({
      ...observedAt(session, index, allowed),
      now: at,
      lastLevel,
      // A strict lender watches over copies; nobody can watch over, or change, what is frozen.
      samples: lend === lendPlainly ? samples.slice() : samples.map((sample) => ({ ...sample })),
      ...(inFlight && { inFlight }),
    });

    const other = step.inFlight === undefined ? undefined : inFlightAt(levelAt(step.inFlight), index, now);
    const taken = during(observe(now, other), (o) => {
      const { level, waitSeconds, replaceFrom, reason, estimate } = policy.decide(o);
      return { level, waitSeconds, replaceFrom, reason, estimate };
    });

    const followed = retelling?.decisions[index] ?? taken;
    const asked = Math.min(Math.max(followed.level, allowed[0]), allowed[1]);
    const level = step.fetchedInstead === undefined ? asked : levelAt(step.fetchedInstead);
    const bits = sizesOf(session, step)[level] ?? 1;
    const start = now + (followed.waitSeconds ?? 0);
    const firstByte = start + step.latency;
    const transfer = step.transfer / (retelling?.speedUp ?? 1);
    const middle = firstByte + transfer / 2;
    const loaded = { segment: index, level, start, firstByte, loaded: bits / 2, total: bits };
    const progress =
      policy.onProgress && during(observe(middle, loaded), (o) => policy.onProgress!(o.inFlight!, o));
    const end = firstByte + transfer;
    samples.push(Object.freeze({ start, firstByte, end, bits, level }));
    lastLevel = level;
    if (policy.onSample) during(observe(end), (o) => policy.onSample!(o.samples[o.samples.length - 1]!, o));
    now = firstByte + step.transfer;
    if (step.afterwards === "stall") policy.onStall?.(now);
    if (step.afterwards === "seek") policy.onSeek?.(0);
    yield { ...taken, allowed, abandonTo: progress?.abandonTo };
  }
}

type Observed = Omit<Observation, "now" | "lastLevel" | "samples" | "inFlight">;

/** What of an observation depends on the step alone. */
function observedAt(session: LegalSession, index: number, allowed: Observation["allowed"]): Observed {
  const { levels, segmentDuration, maxBuffer, steps } = session;
  const step: Step = steps[index]!;
  const { phase, buffer, playbackRate, sizesKnown, live, device } = step;
  return {
    phase,
    buffer,
    maxBuffer,
    playbackRate,
    levels,
    allowed: [...allowed],
    segment: {
      index,
      duration: segmentDuration * step.durationFactor,
      remaining: steps.length - index,
      ...(sizesKnown && { sizes: Float64Array.from(sizesOf(session, step)) }),
    },
    ...(live && { live: { ...live } }),
    ...(device && { device: { ...device } }),
  };
}

const inFlightAt = (level: number, segment: number, now: Seconds): InFlight => ({
  segment,
  level,
  start: now,
  loaded: 0,
});
