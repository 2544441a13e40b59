import fc from "fast-check";
import type { Level } from "../../../src/model/video.js";

export const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** One segment of a course, its download included. */
export interface Step {
  readonly buffer: number;
  readonly duration: number;
  readonly latency: number;
  /** Against the level's bitrate. */
  readonly throughput: number;
  readonly sizeFactor: number;
  readonly highest: number;
  readonly drain: number;
}

/** What happens to a player. */
export interface Course {
  readonly levels: readonly Level[];
  readonly listedFirst: number;
  readonly segmentDuration: number;
  readonly playbackRate: number;
  readonly live: boolean;
  readonly steps: readonly Step[];
}

const codec = fc.constantFrom("avc1", "hvc1", "av01", "vp09", "avc1,mp4a", "avc1,ec-3");

const ladders: fc.Arbitrary<readonly Level[]> = fc
  .record({
    ratios: fc.oneof(
      fc.array(number(1.05, 2.5), { maxLength: 2 }),
      fc.array(number(1.2, 2.5), { minLength: 3, maxLength: 8, size: "max" }),
    ),
    peak: fc.option(number(1, 2)),
    lines: fc.boolean(),
    codecs: fc.option(fc.tuple(codec, codec, fc.nat(8)), { freq: 2 }),
    fast: fc.option(fc.nat(8), { freq: 2 }),
    base: fc.oneof(number(1e5, 1e6), number(1e5, 1e6), number(1e5, 8e6)),
  })
  .map(({ ratios, peak, lines, codecs, fast, base }) => {
    let bitrate = Math.round(base);
    return [1, ...ratios].map((ratio, index) => {
      bitrate = Math.round(bitrate * ratio);
      return {
        bitrate,
        ...(peak !== null && { peakBitrate: Math.round(bitrate * peak) }),
        ...((lines || codecs) && { width: 320 + index * 160, height: 180 + index * 90 }),
        ...(fast !== null && { frameRate: index >= fast ? 60 : 30 }),
        ...(codecs && { codec: codecs[index >= codecs[2] ? 1 : 0] }),
      };
    });
  });

const anyBuffer = fc.oneof(fc.constant(0), number(0, 3), number(0, 12), number(10, 60));

const stepWith = (buffer: fc.Arbitrary<number>, throughput: fc.Arbitrary<number>): fc.Arbitrary<Step> =>
  fc.record({
    buffer,
    throughput,
    duration: fc.oneof({ arbitrary: fc.constant(1), weight: 3 }, { arbitrary: number(0.3, 1.2), weight: 1 }),
    latency: fc.oneof(number(0.01, 0.2), number(0.01, 3)),
    sizeFactor: number(0.5, 2),
    highest: fc.oneof({ arbitrary: fc.constant(1), weight: 9 }, { arbitrary: number(0, 1), weight: 1 }),
    drain: fc.constantFrom(1, 1, 0.5, 3),
  });

export const courses: fc.Arbitrary<Course> = fc.record({
  levels: ladders,
  listedFirst: fc.nat(8),
  segmentDuration: fc.constantFrom(1, 2, 4, 6, 10),
  playbackRate: fc.constantFrom(1, 1, 1, 1.25, 2, 0.5),
  live: fc.constantFrom(false, false, false, true),
  steps: fc.array(
    fc.oneof(
      {
        arbitrary: stepWith(anyBuffer, fc.oneof(number(0.1, 1), number(0.5, 10), number(0.02, 0.3))),
        weight: 1,
      },
      { arbitrary: stepWith(number(10, 40), number(3, 30)), weight: 3 },
      { arbitrary: stepWith(number(6, 20), number(0.1, 0.6)), weight: 2 },
    ),
    { minLength: 1, maxLength: 25, size: "max" },
  ),
});
