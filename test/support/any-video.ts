import fc from "fast-check";
import { type AudioTrack, type SizeOrigin, type Video, videoFromSegments } from "../../src/model/video.js";

const origin = fc.constantFrom<SizeOrigin>("exact", "estimated");
const seconds = fc.integer({ min: 1, max: 20_000 }).map((ms) => ms / 1000);
const bits = fc.integer({ min: 1, max: 1e8 }).map((bytes) => bytes * 8);
const kbps = fc.integer({ min: 1, max: 1e5 });
const floats = (values: readonly number[]) => Float64Array.from(values);

/** Leaves out keys at random. */
const some = <T extends object>(record: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) =>
  fc.record(record, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;

const audioTrack = (name: string): fc.Arbitrary<AudioTrack> =>
  fc.integer({ min: 1, max: 5 }).chain((count) => {
    const list = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: count, maxLength: count });
    return fc
      .tuple(
        kbps,
        list(seconds),
        list(bits),
        fc.oneof(origin, list(origin)),
        some({ language: fc.constant("en") }),
      )
      .map(([rate, durations, sizes, sizesAre, rest]) => ({
        name,
        ...rest,
        bitrate: rate * 1000,
        durations: floats(durations),
        sizes: floats(sizes),
        sizesAre,
      }));
  });

/** Any video of a few levels and segments, with whatever may be known of it. */
export const anyVideo: fc.Arbitrary<Video> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 6 }))
  .chain(([levels, segments]) => {
    const row = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: levels, maxLength: levels });
    const rows = <T>(each: fc.Arbitrary<T>) =>
      fc.array(row(each), { minLength: segments, maxLength: segments });
    const scores = rows(fc.double({ min: 0, max: 1, noNaN: true })).map((all) => all.map(floats));
    return fc.record({
      rates: fc
        .uniqueArray(kbps, { minLength: levels, maxLength: levels })
        .map((rates) => rates.sort((a, b) => a - b)),
      rest: row(
        some({
          name: fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name.trim() !== ""),
          width: fc.integer({ min: 1, max: 8000 }),
          height: fc.integer({ min: 1, max: 8000 }),
          frameRate: fc.constantFrom(24, 25, 29.97, 60),
          codec: fc.constantFrom("avc1.64001f", "hvc1.2.4.L150.B0"),
        }),
      ),
      peaks: row(fc.option(fc.integer({ min: 0, max: 1000 }), { nil: undefined })),
      segmentDuration: seconds,
      durations: fc.array(seconds, { minLength: segments, maxLength: segments }),
      sizes: rows(bits),
      origins: fc.oneof(origin, rows(origin)),
      ssim: fc.option(scores, { nil: undefined }),
      audio: fc.option(fc.tuple(audioTrack("en"), audioTrack("de")), { nil: undefined }),
    });
  })
  .map(({ rates, rest, peaks, segmentDuration, durations, sizes, origins, ssim, audio }) =>
    videoFromSegments({
      name: "any",
      levels: rates.map((rate, level) => ({
        bitrate: rate * 1000,
        ...(peaks[level] !== undefined && { peakBitrate: (rate + peaks[level]) * 1000 }),
        ...rest[level],
      })),
      segmentDuration,
      durations: floats(durations),
      sizes: sizes.map(floats),
      sizesAre: origins,
      ...(ssim && { quality: { ssim } }),
      ...(audio && { audio }),
    }),
  );
