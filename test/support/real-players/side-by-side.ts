import fc from "fast-check";
import type { InFlight, Observation, Policy, Sample } from "../../../src/model/policy.js";
import type { Level } from "../../../src/model/video.js";

/** What happens around one segment. */
export interface Step {
  /** Seconds before it is asked for. */
  readonly idle: number;
  /** A seek before it is asked for leaves this much buffer, in seconds; undefined: no seek. */
  readonly soughtTo: number | undefined;
  readonly playbackRate: number;
  /** The highest level allowed, as a point of the ladder from 0 to 1. */
  readonly highest: number;
  /** Of its duration against the nominal, and of its size against bitrate x duration. */
  readonly durationFactor: number;
  readonly sizeFactor: number;
  /** Seconds to the first bit. */
  readonly latency: number;
  /** Of the link, against the bitrate of the ladder's middle level. */
  readonly throughput: number;
  /** How the download goes between reports of progress: shares of its time and of its bits. Empty: no reports. */
  readonly reports: readonly (readonly [time: number, bits: number])[];
  /** Behind the edge of live content, in seconds; undefined for a recording. */
  readonly latencyToEdge: number | undefined;
  /** Share of the frames since the last segment that were dropped. */
  readonly dropped: number;
}

/** A session on which to hold two policies against each other. */
export interface Course {
  readonly levels: readonly Level[];
  readonly segmentDuration: number;
  readonly steps: readonly Step[];
}

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const rarely = <T>(usual: T, otherwise: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 9 }, { arbitrary: otherwise, weight: 1 });

const ladders: fc.Arbitrary<readonly Level[]> = fc
  .tuple(number(1e5, 2e6), fc.array(number(1.1, 2.5), { maxLength: 7 }))
  .map(([base, ratios]) => {
    let bitrate = Math.round(base);
    return [1, ...ratios].map((ratio, level) => {
      bitrate = Math.round(bitrate * ratio);
      return { bitrate, width: 320 * (level + 1), height: 180 * (level + 1), frameRate: level < 4 ? 30 : 60 };
    });
  });

const steps: fc.Arbitrary<Step> = fc.record({
  idle: rarely(0, number(0.01, 8)),
  soughtTo: rarely<number | undefined>(undefined, number(0, 15)),
  playbackRate: rarely(1, fc.constantFrom(0.5, 1.25, 2)),
  highest: rarely(1, number(0, 1)),
  durationFactor: rarely(1, number(0.3, 1.2)),
  sizeFactor: number(0.4, 2),
  latency: fc.oneof(number(0.002, 0.1), number(0.01, 1)),
  throughput: fc.oneof(number(0.5, 4), number(1, 40), number(0.03, 1)),
  reports: fc.oneof(fc.constant([]), fc.array(fc.tuple(number(0.01, 1), number(0, 1)), { maxLength: 30 })),
  latencyToEdge: fc.constant(undefined),
  dropped: fc.constant(0),
});

/** @param special steps that are special to one player */
export const courses = (special: Partial<{ readonly [Key in keyof Step]: fc.Arbitrary<Step[Key]> }> = {}) =>
  fc.record<Course>({
    levels: ladders,
    segmentDuration: fc.constantFrom(1, 2, 4, 6),
    steps: fc.array(
      fc.tuple(steps, fc.record<Partial<Step>>(special)).map(([step, more]) => ({ ...step, ...more })),
      { minLength: 1, maxLength: 40, size: "max" },
    ),
  });

/** What two policies answered to the same question. */
export interface Answer {
  readonly to: "decide" | "onProgress";
  readonly ours: number | undefined;
  readonly real: number | undefined;
  readonly reason: string | undefined;
}

const MOST_ABANDONMENTS = 3;

/** Plays a course to both; the player does as the real one says. */
export function* playSideBySide(
  { levels, segmentDuration, steps }: Course,
  ours: Policy,
  real: Policy,
): Generator<Answer> {
  const top = levels.length - 1;
  const middle = levels[Math.floor(top / 2)]!.bitrate;
  const samples: Sample[] = [];
  let now = 0;
  let buffer = 0;
  let totalFrames = 0;
  let droppedFrames = 0;
  let lastLevel: number | undefined;

  for (const [index, step] of steps.entries()) {
    const { playbackRate, latencyToEdge } = step;
    const duration = segmentDuration * step.durationFactor;
    const allowed = [0, Math.round(step.highest * top)] as const;
    const pass = (seconds: number) => {
      now += seconds;
      buffer = Math.max(0, buffer - seconds * playbackRate);
    };
    const observe = (inFlight?: InFlight): Observation => ({
      now,
      phase: buffer > 0 ? "playing" : "rebuffering",
      buffer,
      maxBuffer: 60,
      playbackRate,
      lastLevel,
      levels,
      allowed,
      segment: { index, duration, remaining: steps.length - index },
      samples,
      device: { droppedFrames, totalFrames },
      ...(latencyToEdge !== undefined && {
        live: { latency: latencyToEdge, target: 3, edge: index * segmentDuration + latencyToEdge },
      }),
      ...(inFlight && { inFlight }),
    });

    pass(step.idle);
    if (step.soughtTo !== undefined) buffer = step.soughtTo;
    totalFrames += 100;
    droppedFrames += 100 * step.dropped;

    for (let attempt = 0; ; attempt++) {
      const decision = real.decide(observe());
      const { level, reason } = ours.decide(observe());
      yield { to: "decide", ours: level, real: decision.level, reason };

      const fetched = decision.level;
      const bits = levels[fetched]!.bitrate * duration * step.sizeFactor;
      const start = now;
      pass(step.latency);
      const firstByte = now;
      let instead: number | undefined;
      let loaded = 0;
      const transfer = bits / (step.throughput * middle);
      const reports = attempt < MOST_ABANDONMENTS ? step.reports : [];
      const times = sum(reports, 0);
      const shares = sum(reports, 1);
      for (const [time, share] of reports) {
        // The rest comes after the last report.
        pass((transfer * time) / (times + 0.1));
        loaded += (bits * share) / (shares + 0.1);
        const inFlight = { segment: index, level: fetched, start, firstByte, loaded, total: bits };
        instead = real.onProgress?.(inFlight, observe(inFlight))?.abandonTo;
        const also = ours.onProgress?.(inFlight, observe(inFlight))?.abandonTo;
        yield { to: "onProgress", ours: also, real: instead, reason: undefined };
        if (instead !== undefined) break;
      }
      if (instead !== undefined) continue;
      pass(firstByte + transfer - now);
      buffer += duration;
      lastLevel = fetched;
      const sample = { start, firstByte, end: now, bits, level: fetched };
      samples.push(sample);
      real.onSample?.(sample, observe());
      ours.onSample?.(sample, observe());
      break;
    }
  }
}

const sum = (reports: Step["reports"], at: 0 | 1): number =>
  reports.reduce((total, report) => total + report[at], 0);
