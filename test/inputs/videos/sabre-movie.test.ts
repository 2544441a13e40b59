import { expect, it } from "vitest";
import { sabreMovie } from "../../../src/inputs/videos/sabre-movie.js";
import { inputErrorOf } from "../input-error.js";
import { videoFile } from "./video-file.js";

const movie = (changes: object = {}) =>
  JSON.stringify(
    {
      segment_duration_ms: 3000,
      bitrates_kbps: [230, 331],
      segment_sizes_bits: [
        [886360, 1180512],
        [382840, 662120],
      ],
      ...changes,
    },
    null,
    1,
  );
const read = async (text: string) => sabreMovie.read(videoFile(text, "movie.json", "movie"));

it("reads sizes in bits by segment and level, and times in ms", async () => {
  expect(await read(movie({ title: "ignored" }))).toEqual({
    name: "movie",
    levels: [{ bitrate: 230_000 }, { bitrate: 331_000 }],
    segmentDuration: 3,
    durations: Float64Array.of(3, 3),
    sizes: [Float64Array.of(886360, 1180512), Float64Array.of(382840, 662120)],
    sizesShown: [
      [886360, 1180512],
      [382840, 662120],
    ],
    sizesAre: "exact",
    duration: 6,
  });
});

it("reads how good segments look, where the file says", async () => {
  const segment_vmaf = [
    [50, 60.5],
    [70, 80],
  ];
  const segment_ssim = [
    [0.9, 0.95],
    [0.8, 1],
  ];
  expect((await read(movie({ segment_vmaf, segment_ssim }))).quality).toEqual({
    vmaf: [Float64Array.of(50, 60.5), Float64Array.of(70, 80)],
    ssim: [Float64Array.of(0.9, 0.95), Float64Array.of(0.8, 1)],
  });
  expect((await read(movie({ segment_vmaf }))).quality).not.toHaveProperty("ssim");
});

it.each([
  ["no duration", { segment_duration_ms: undefined }, "movie.json:1, segment_duration_ms"],
  ["a duration of 0", { segment_duration_ms: 0 }, "movie.json:2, segment_duration_ms"],
  ["no bitrates", { bitrates_kbps: [] }, "movie.json:3, bitrates_kbps"],
  ["a bitrate in words", { bitrates_kbps: [230, "331"] }, "movie.json:5, bitrates_kbps[1]"],
  ["bitrates that fall", { bitrates_kbps: [331, 230] }, "movie.json:5, bitrates_kbps[1]"],
  ["no segments", { segment_sizes_bits: [] }, "movie.json:7, segment_sizes_bits"],
  ["sizes that are no list", { segment_sizes_bits: 7 }, "movie.json:7, segment_sizes_bits"],
  ["a segment that is no list", { segment_sizes_bits: [7] }, "movie.json:8, segment_sizes_bits[0]"],
  ["a level too few", { segment_sizes_bits: [[1, 2], [3]] }, "movie.json:12, segment_sizes_bits[1]"],
  ["a size of 0", { segment_sizes_bits: [[1, 0]] }, "movie.json:10, segment_sizes_bits[0][1]"],
  ["VMAF of too few segments", { segment_vmaf: [[1, 2]] }, "movie.json:17, segment_vmaf"],
  ["VMAF that is no list", { segment_vmaf: 70 }, "movie.json:17, segment_vmaf"],
  [
    "VMAF of too many levels",
    {
      segment_vmaf: [
        [1, 2],
        [1, 2, 3],
      ],
    },
    "movie.json:22, segment_vmaf[1]",
  ],
  [
    "an SSIM over 1",
    {
      segment_ssim: [
        [0.9, 1.1],
        [0.9, 1],
      ],
    },
    "movie.json:20, segment_ssim[0][1]",
  ],
  ["no size", { segment_sizes_bits: [[1, null]] }, "movie.json:10, segment_sizes_bits[0][1]"],
])("refuses %s, with its line", async (_, changes, where) => {
  expect((await inputErrorOf(read(movie(changes)))).problem.where).toBe(where);
});

it.each(["[]", "7", "null", '"text"', '{"bitrates_kbps": [230'])("refuses %s", async (text) => {
  await inputErrorOf(read(text));
});
