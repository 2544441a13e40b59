import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import { ladder } from "../../../src/inputs/videos/ladder.js";
import { inputErrorOf } from "../input-error.js";
import { mangled } from "../mangled.js";
import { videoFile } from "./video-file.js";

const TEXT = `name: two
segmentSeconds: 4
durationSeconds: 10
levels:
  - { bitrateKbps: 600, name: 360p, width: 640, height: 360, frameRate: 24, codec: avc1.64001e }
  - { bitrateKbps: 2000, peakBitrateKbps: 3000 }
`;
const read = async (text: string) => ladder.read(videoFile(text, "ladder.yaml"));

it("reads a ladder whose segments have their level's bitrate and whose last is shorter", async () => {
  expect(await read(TEXT)).toEqual({
    name: "two",
    levels: [
      { bitrate: 600_000, name: "360p", width: 640, height: 360, frameRate: 24, codec: "avc1.64001e" },
      { bitrate: 2_000_000, peakBitrate: 3_000_000 },
    ],
    segmentDuration: 4,
    durations: Float64Array.of(4, 4, 2),
    sizes: [
      Float64Array.of(2_400_000, 8_000_000),
      Float64Array.of(2_400_000, 8_000_000),
      Float64Array.of(1_200_000, 4_000_000),
    ],
    sizesShown: [
      [2_400_000, 8_000_000],
      [2_400_000, 8_000_000],
      [1_200_000, 4_000_000],
    ],
    sizesAre: "estimated",
    duration: 10,
  });
});

it("takes a count of segments for a duration, and the file's name for a name", async () => {
  const { durations, name } = await read(
    "segmentSeconds: 2.5\nsegments: 3\nlevels: [{ bitrateKbps: 100 }]\n",
  );
  expect([...durations]).toEqual([2.5, 2.5, 2.5]);
  expect(name).toBe("file-name");
});

it("reads JSON", async () => {
  const json = JSON.stringify({ segmentSeconds: 1, segments: 2, levels: [{ bitrateKbps: 8 }] });
  expect(ladder.detect(json)).toBe(true);
  expect((await read(json)).sizes).toEqual([Float64Array.of(8000), Float64Array.of(8000)]);
});

it.each([
  [10, 4, [4, 4, 2]],
  [8, 4, [4, 4]],
  [3, 4, [3]],
  [0.3, 0.1, [0.1, 0.1, 0.1]],
])("divides %d s into segments of %d s", async (duration, segment, expected) => {
  const text = `segmentSeconds: ${segment}\ndurationSeconds: ${duration}\nlevels: [{ bitrateKbps: 100 }]\n`;
  const { durations } = await read(text);
  expect(durations).toHaveLength(expected.length);
  expected.forEach((seconds, index) => {
    expect(durations[index]).toBeCloseTo(seconds, 12);
  });
});

it.each([
  ["durationSeconds: 13", "{ seconds: 2, count: 3 }", [2, 2, 2, 4, 3]],
  ["durationSeconds: 14", "{ seconds: 2, count: 3 }", [2, 2, 2, 4, 4]],
  ["durationSeconds: 5", "{ seconds: 2, count: 3 }", [2, 2, 1]],
  ["durationSeconds: 6", "{ seconds: 2, count: 3 }", [2, 2, 2]],
  ["segments: 4", "{ seconds: 0.5, count: 2 }", [0.5, 0.5, 4, 4]],
  ["segments: 2", "{ seconds: 2, count: 9 }", [2, 2]],
])("makes the first segments of %s shorter with %s, and smaller", async (length, first, expected) => {
  const text = `segmentSeconds: 4\n${length}\nfirstSegments: ${first}\nlevels: [{ bitrateKbps: 100 }]\n`;
  const { durations, sizes, segmentDuration } = await read(text);
  expect([...durations]).toEqual(expected);
  expect(sizes.map(([bits]) => bits)).toEqual(expected.map((seconds) => seconds * 100_000));
  expect(segmentDuration).toBe(4);
});

it("divides any duration into segments that add up to it, with as many short ones as were asked for", async () => {
  const tenths = (most: number) => fc.integer({ min: 1, max: most }).map((tenth) => tenth / 10);
  await fc.assert(
    fc.asyncProperty(
      tenths(2000),
      tenths(100),
      fc.double({ min: 0.1, max: 1, noNaN: true }),
      fc.nat(30),
      async (...drawn) => {
        const [duration, segment, share, count] = drawn;
        const seconds = Math.max(0.05, segment * share);
        // At such a bitrate, whatever is left over has a byte.
        const text = `segmentSeconds: ${segment}\ndurationSeconds: ${duration}\nfirstSegments: { seconds: ${seconds}, count: ${count + 1} }\nlevels: [{ bitrateKbps: 1000000 }]\n`;
        const { durations } = await ladder.read(videoFile(text, "ladder.yaml"));
        expect(durations.reduce((sum, each) => sum + each)).toBeCloseTo(duration, 9);
        durations.subarray(0, -1).forEach((each, index) => {
          expect(each).toBe(index <= count ? seconds : segment);
        });
        expect(durations.at(-1)).toBeGreaterThan(0);
        // A rest of less than a millionth is no segment of its own.
        expect(durations.at(-1)).toBeLessThan(segment * (1 + 1e-5));
      },
    ),
    { numRuns: 300 },
  );
});

it("varies sizes by its seed", async () => {
  const sizes = async (model: string) => (await read(`${TEXT}sizes: ${model}\n`)).sizes;
  expect(await sizes("{ seed: 1 }")).toEqual(await sizes("{ seed: 1 }"));
  expect(await sizes("{ seed: 1 }")).not.toEqual(await sizes("{ seed: 2 }"));
  expect(await sizes("{ seed: 1, variation: 0 }")).toEqual((await read(TEXT)).sizes);
});

const QUALITY = `quality:
  vmaf: [[60, 80], [70, 90.5], [0, 100]]
  ssim: [[0.9, 0.99], [0.95, 1], [0, 0.5]]
`;

it("reads how good each segment looks at each level", async () => {
  const { quality } = await read(TEXT + QUALITY);
  expect(quality).toEqual({
    vmaf: [Float64Array.of(60, 80), Float64Array.of(70, 90.5), Float64Array.of(0, 100)],
    ssim: [Float64Array.of(0.9, 0.99), Float64Array.of(0.95, 1), Float64Array.of(0, 0.5)],
  });
  const { ssim, ...alone } = quality!;
  expect((await read(`${TEXT}quality: { vmaf: [[60, 80], [70, 90.5], [0, 100]] }\n`)).quality).toEqual(alone);
  expect(await read(`${TEXT}quality: {}\n`)).not.toHaveProperty("quality");
});

describe("refuses, with line and key,", () => {
  const without = (line: number) =>
    TEXT.split("\n")
      .filter((_, index) => index !== line - 1)
      .join("\n");
  const swapped = (from: string, to: string) => TEXT.replace(from, to);

  it.each([
    ["an unknown key", `${TEXT}bitrates: [1]\n`, "ladder.yaml:7, bitrates"],
    ["an unknown key of a level", swapped("width", "widht"), "ladder.yaml:5, levels[0].widht"],
    ["an unknown key of the sizes", `${TEXT}sizes: { sigma: 1 }\n`, "ladder.yaml:7, sizes.sigma"],
    ["no segment duration", without(2), "ladder.yaml:1, segmentSeconds"],
    ["no duration", without(3), "ladder.yaml:2, segmentSeconds"],
    ["a duration and segments", `${TEXT}segments: 3\n`, "ladder.yaml:7, segments"],
    ["no levels", swapped("levels:", "levels: []\nname2:"), "ladder.yaml:5, name2"],
    ["an empty list of levels", "segmentSeconds: 1\nsegments: 1\nlevels: []\n", "ladder.yaml:3, levels"],
    ["a level that is a number", "segmentSeconds: 1\nsegments: 1\nlevels: [5]\n", "ladder.yaml:3, levels[0]"],
    ["a level without bitrate", swapped("bitrateKbps: 600, ", ""), "ladder.yaml:5, levels[0].bitrateKbps"],
    ["bitrates that do not rise", swapped("2000", "600"), "ladder.yaml:6, levels[1].bitrateKbps"],
    ["a peak below the bitrate", swapped("3000", "1999"), "ladder.yaml:6, levels[1].peakBitrateKbps"],
    ["NaN", swapped("600", ".nan"), "ladder.yaml:5, levels[0].bitrateKbps"],
    ["infinity", swapped("600", ".inf"), "ladder.yaml:5, levels[0].bitrateKbps"],
    ["a negative number", swapped("600", "-600"), "ladder.yaml:5, levels[0].bitrateKbps"],
    ["a number in quotes", swapped("600", '"600"'), "ladder.yaml:5, levels[0].bitrateKbps"],
    ["half a pixel", swapped("640", "640.5"), "ladder.yaml:5, levels[0].width"],
    ["a codec that is a number", swapped("avc1.64001e", "264"), "ladder.yaml:5, levels[0].codec"],
    ["a million segments", swapped("10", "10000000"), "ladder.yaml:3, durationSeconds"],
    [
      "first segments that are longer",
      `${TEXT}firstSegments: { seconds: 5, count: 1 }\n`,
      "ladder.yaml:7, firstSegments.seconds",
    ],
    [
      "no count of first ones",
      `${TEXT}firstSegments: { seconds: 2 }\n`,
      "ladder.yaml:7, firstSegments.count",
    ],
    ["first ones as a list", `${TEXT}firstSegments: [2, 2]\n`, "ladder.yaml:7, firstSegments"],
    ["a correlation over 1", `${TEXT}sizes: { correlation: 1.1 }\n`, "ladder.yaml:7, sizes.correlation"],
    ["a seed of no kind", `${TEXT}sizes: { seed: [1] }\n`, "ladder.yaml:7, sizes.seed"],
    ["a bitrate of less than a byte", swapped("600", "0.001"), "ladder.yaml:5, levels[0].bitrateKbps"],
    [
      "quality of too few segments",
      `${TEXT}quality:\n  vmaf: [[60, 80], [70, 90]]\n`,
      "ladder.yaml:8, quality.vmaf",
    ],
    [
      "quality of too few levels",
      TEXT + QUALITY.replace("[70, 90.5]", "[70]"),
      "ladder.yaml:8, quality.vmaf[1]",
    ],
    ["a VMAF over 100", TEXT + QUALITY.replace("100]", "101]"), "ladder.yaml:8, quality.vmaf[2][1]"],
    ["an SSIM over 1", TEXT + QUALITY.replace("0.99", "99"), "ladder.yaml:9, quality.ssim[0][1]"],
    ["a quality that is missing", TEXT + QUALITY.replace("0.99", "~"), "ladder.yaml:9, quality.ssim[0][1]"],
    ["another measure", `${TEXT}quality: { psnr: [[1, 2]] }\n`, "ladder.yaml:7, quality.psnr"],
    ["a list", "- levels\n", "ladder.yaml:1"],
    ["nothing", "# levels\n", "ladder.yaml:1"],
    ["broken YAML", swapped("levels:", "levels: ]"), "ladder.yaml:4"],
  ])("%s", async (_, text, where) => {
    expect((await inputErrorOf(read(text))).problem.where).toBe(where);
  });

  it("and suggests the key that was meant", async () => {
    const { problem } = await inputErrorOf(read(`${TEXT}segmentSecond: 4\n`));
    expect(problem.hint).toBe('Did you mean "segmentSeconds"?');
  });
});

it("reads mangled text as a sound video or refuses it", async () => {
  await fc.assert(
    fc.asyncProperty(
      mangled(
        `${TEXT}firstSegments: { seconds: 2, count: 2 }\nsizes: { seed: 1, variation: 0.2, correlation: 0.5 }\n`,
      ),
      async (spoiled) => {
        try {
          const { sizes, durations } = await ladder.read(videoFile(spoiled, "ladder.yaml"));
          expect(durations.every((seconds) => seconds > 0)).toBe(true);
          expect(sizes.every((row) => row.every((bits) => bits > 0 && Number.isFinite(bits)))).toBe(true);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
        }
      },
    ),
    { numRuns: 300 },
  );
});
