import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import { measured } from "../../../src/inputs/videos/measured.js";
import { readVideo } from "../../../src/inputs/videos/read-video.js";
import { inputErrorOf } from "../input-error.js";
import { mangled } from "../mangled.js";
import { videoFile } from "./video-file.js";

const TEXT = `name: two
segmentSeconds: 4
durationsSeconds: [4, 2.5]
levels:
  - { bitrateKbps: 600, width: 640, height: 360 }
  - { bitrateKbps: 2000, peakBitrateKbps: 3000 }
sizesBits:
  - [2400000, 7900104]
  - [1500800, 5000960]
sizesEstimated: [[0, 1], [0, 0]]
quality:
  vmaf: [[61, 88], [60, 90]]
audio:
  - name: english
    language: en
    codec: mp4a.40.2
    channels: 2
    bitrateKbps: 128
    durationsSeconds: [5, 1.5]
    sizesBits: [640000, 192000]
    sizesEstimated: [1, 0]
`;
const read = (text: string) => measured.read(videoFile(text, "video.yaml"));

it("reads what is known of each segment", async () => {
  expect(await read(TEXT)).toEqual({
    name: "two",
    segmentDuration: 4,
    durations: Float64Array.of(4, 2.5),
    duration: 6.5,
    levels: [
      { bitrate: 600_000, width: 640, height: 360 },
      { bitrate: 2_000_000, peakBitrate: 3_000_000 },
    ],
    sizes: [Float64Array.of(2_400_000, 7_900_104), Float64Array.of(1_500_800, 5_000_960)],
    sizesShown: [
      [2_400_000, 7_900_104],
      [1_500_800, 5_000_960],
    ],
    sizesAre: [
      ["exact", "estimated"],
      ["exact", "exact"],
    ],
    quality: { vmaf: [Float64Array.of(61, 88), Float64Array.of(60, 90)] },
    audio: [
      {
        name: "english",
        language: "en",
        codec: "mp4a.40.2",
        channels: 2,
        bitrate: 128_000,
        durations: Float64Array.of(5, 1.5),
        sizes: Float64Array.of(640_000, 192_000),
        sizesAre: ["estimated", "exact"],
      },
    ],
  });
});

it("takes the nominal duration and the file's name, and sizes for measured, where it says nothing else", async () => {
  const video = await read("segmentSeconds: 2\nlevels: [{ bitrateKbps: 1 }]\nsizesBits: [[8], [16]]\n");
  expect(video).toMatchObject({ name: "file-name", durations: Float64Array.of(2, 2), sizesAre: "exact" });
  expect(video.audio).toBeUndefined();
});

it("is told from a ladder by its sizes", async () => {
  const ladder = "segmentSeconds: 2\nsegments: 2\nlevels: [{ bitrateKbps: 1 }]\n";
  expect((await readVideo(videoFile(ladder))).sizesAre).toBe("estimated");
  expect((await readVideo(videoFile(TEXT))).name).toBe("two");
});

describe("names the line of what is wrong", () => {
  it.each([
    ["durationsSeconds: [4, 2.5]", "durationsSeconds: [4]", /video\.yaml:3.*2 durations.*got 1/],
    ["durationsSeconds: [4, 2.5]", "durationsSeconds: [4, 0]", /video\.yaml:3/],
    ["  - [1500800, 5000960]", "  - [1500800]", /video\.yaml:9.*list of 2 sizes/],
    ["  - [1500800, 5000960]", "  - [1500800, -1]", /video\.yaml:9.*size in bits/],
    ["sizesEstimated: [[0, 1], [0, 0]]", "sizesEstimated: [[0, 1]]", /video\.yaml:10.*2 lists.*got 1/],
    ["sizesEstimated: [[0, 1], [0, 0]]", "sizesEstimated: [[0, 1], [0]]", /video\.yaml:10.*list of 2/],
    ["sizesEstimated: [[0, 1], [0, 0]]", "sizesEstimated: [[0, 1], [0, 2]]", /video\.yaml:10.*got 2/],
    ["sizesEstimated: [[0, 1], [0, 0]]", "sizesEstimated: maybe", /video\.yaml:10.*true, false, or a list/],
    ["  - name: english", "  - label: english", /video\.yaml:14.*key among name/],
    ["    sizesBits: [640000, 192000]", "    sizesBits: [640000]", /video\.yaml:20.*2 sizes/],
    ["    sizesEstimated: [1, 0]", "    sizesEstimated: [1]", /video\.yaml:21.*2 values/],
  ])("%s -> %s", async (line, put, message) => {
    expect((await inputErrorOf(read(TEXT.replace(line, put)))).message).toMatch(message);
  });

  it("of a name that two tracks have", async () => {
    const track = TEXT.slice(TEXT.indexOf("  - name: english"));
    expect((await inputErrorOf(read(TEXT + track))).message).toMatch(/video\.yaml:22.*another track has/);
  });
});

it("reads mangled text as a sound video or refuses it", async () => {
  await fc.assert(
    fc.asyncProperty(mangled(TEXT), async (spoiled) => {
      try {
        const { sizes, durations } = await read(spoiled);
        expect(durations.every((seconds) => seconds > 0)).toBe(true);
        expect(sizes.every((row) => row.every((bits) => bits > 0 && Number.isFinite(bits)))).toBe(true);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
      }
    }),
    { numRuns: 300 },
  );
});
