import fc from "fast-check";
import type { PolicyFactory } from "../../src/model/policy.js";
import type { SessionSettings } from "../../src/model/settings/index.js";
import { type Trace, traceFromIntervals } from "../../src/model/trace.js";
import { type Video, videoFromSegments } from "../../src/model/video.js";

/** Anywhere between, or one of a few round values: only those make ties. */
const seconds = (min: number, max: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.double({ min, max, noNaN: true }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...[0, 0.5, 1, 2, 4, 8].filter((n) => n >= min && n <= max), max),
    },
  );

/** Traces of 1 to 20 uneven intervals from outage to 20 Mbit/s, half of them with a latency; never all zero. */
export const traces: fc.Arbitrary<Trace> = fc
  .array(
    fc.record({
      duration: seconds(0.05, 20),
      bandwidth: fc.oneof(
        { weight: 1, arbitrary: fc.constant(0) },
        { weight: 5, arbitrary: seconds(1e4, 2e7) },
      ),
      latency: seconds(0, 0.5),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .filter((intervals) => intervals.some((interval) => interval.bandwidth > 0))
  .chain((intervals) =>
    fc.boolean().map((silent) => {
      const kept = silent ? intervals.map(({ duration, bandwidth }) => ({ duration, bandwidth })) : intervals;
      return traceFromIntervals({ name: "set/trace", set: "set" }, kept);
    }),
  );

/** Videos of 1 to 25 segments of varying durations, at 1 to 5 levels, with sizes that vary about the bitrate. */
export const videos: fc.Arbitrary<Video> = fc
  .record({
    gaps: fc.array(seconds(1e4, 2e6), { minLength: 1, maxLength: 5 }),
    segments: fc.array(fc.tuple(seconds(0.5, 8), seconds(0.3, 3)), { minLength: 1, maxLength: 25 }),
  })
  .map(({ gaps, segments }) => {
    let bitrate = 0;
    const levels = gaps.map((gap) => {
      bitrate += gap;
      return { bitrate };
    });
    return videoFromSegments({
      name: "video",
      levels,
      segmentDuration: segments[0]![0],
      durations: Float64Array.from(segments, ([duration]) => duration),
      sizes: segments.map(([duration, weight]) =>
        Float64Array.from(levels, (level) => level.bitrate * duration * weight),
      ),
      sizesAre: "exact",
    });
  });

export const settings: fc.Arbitrary<SessionSettings> = fc.record({
  player: fc.record({
    startupBuffer: seconds(0, 12),
    resumeBuffer: seconds(0, 12),
    maxBuffer: seconds(0.5, 60),
    starvedAfter: seconds(30, 3600),
  }),
  network: fc.oneof(fc.constant({}), fc.record({ rtt: seconds(0, 1) })),
  viewer: fc.oneof(fc.constant({}), fc.record({ leaveAt: seconds(0, 300) })),
});

/** Settings with which every session over a trace that carries anything is watched to its end. */
export const patientSettings: fc.Arbitrary<SessionSettings> = settings.map(({ player, network }) => ({
  player: { ...player, starvedAfter: 1e9 },
  network,
  viewer: {},
}));

/** A policy that plays a script of levels and waits, over and over, and listens to all it can be told. */
export function scripted(
  script: readonly { readonly share: number; readonly wait: number }[],
): PolicyFactory {
  return (_options, context) => {
    let step = 0;
    return {
      name: "scripted",
      decide() {
        const { share, wait } = script[step++ % script.length]!;
        return {
          level: Math.min(Math.floor(share * context.levels.length), context.levels.length - 1),
          waitSeconds: wait,
        };
      },
    };
  };
}

export const policies: fc.Arbitrary<PolicyFactory> = fc
  .array(
    fc.record({
      share: seconds(0, 1),
      wait: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: seconds(0, 15) }),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map(scripted);
