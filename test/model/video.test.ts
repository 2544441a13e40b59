import { describe, expect, it } from "vitest";
import { qualityOf, sizeOf, type VideoParts, videoFromSegments } from "../../src/model/video.js";

const parts: VideoParts = {
  name: "v",
  levels: [{ bitrate: 1 }, { bitrate: 2 }],
  segmentDuration: 2,
  durations: Float64Array.of(2, 1.5),
  sizes: [Float64Array.of(2, 4), Float64Array.of(1, 3)],
  sizesAre: "exact",
};

describe("videoFromSegments", () => {
  it("adds up the duration", () => expect(videoFromSegments(parts).duration).toBe(3.5));

  it("freezes what policies are shown", () => {
    const { levels, sizesShown } = videoFromSegments(parts);
    expect(sizesShown).toEqual([
      [2, 4],
      [1, 3],
    ]);
    for (const shown of [levels, ...levels, ...sizesShown]) expect(Object.isFrozen(shown)).toBe(true);
  });

  it.each<[string, Partial<typeof parts>, RegExp]>([
    ["no levels", { levels: [] }, /at least one level/],
    ["no segments", { durations: new Float64Array(), sizes: [] }, /at least one segment/],
    [
      "bitrates that do not rise",
      { levels: [{ bitrate: 2 }, { bitrate: 2 }] },
      /level 1: expected a bitrate above/,
    ],
    ["a bitrate of 0", { levels: [{ bitrate: 0 }, { bitrate: 2 }] }, /level 0/],
    ["a duration of 0", { durations: Float64Array.of(2, 0) }, /segment 1: expected a duration/],
    ["sizes of too few segments", { sizes: [Float64Array.of(2, 4)] }, /sizes for 2 segments, got 1/],
    [
      "sizes of too few levels",
      { sizes: [Float64Array.of(2), Float64Array.of(1)] },
      /segment 0: expected 2 sizes/,
    ],
    [
      "a size of 0",
      { sizes: [Float64Array.of(2, 4), Float64Array.of(0, 3)] },
      /segment 1: expected sizes over 0/,
    ],
    [
      "an infinite size",
      { sizes: [Float64Array.of(2, 4), Float64Array.of(1, Infinity)] },
      /sizes over 0 bits/,
    ],
    [
      "a size of 0 beyond the segments",
      { sizesBeyond: [Float64Array.of(2, 0)] },
      /segment 2: expected sizes over 0/,
    ],
    ["VMAF of too few segments", { quality: { vmaf: [Float64Array.of(1, 2)] } }, /vmaf of 2 segments, got 1/],
    [
      "SSIM of too few levels",
      { quality: { ssim: [Float64Array.of(0.5, 1), Float64Array.of(0.5)] } },
      /segment 1: expected ssim of 2 levels, got 1/,
    ],
    [
      "VMAF over 100",
      { quality: { vmaf: [Float64Array.of(0, 100), Float64Array.of(0, 100.1)] } },
      /segment 1: expected vmaf from 0 to 100, got 100.1/,
    ],
    [
      "SSIM that is VMAF",
      { quality: { ssim: [Float64Array.of(60, 70), Float64Array.of(60, 70)] } },
      /segment 0: expected ssim from 0 to 1, got 60/,
    ],
    [
      "SSIM that is no number",
      { quality: { ssim: [Float64Array.of(0, 1), Float64Array.of(Number.NaN, 1)] } },
      /segment 1: expected ssim from 0 to 1, got NaN/,
    ],
  ])("refuses %s", (_, wrong, message) => {
    expect(() => videoFromSegments({ ...parts, ...wrong })).toThrow(message);
  });
});

describe("sizeOf", () => {
  const video = videoFromSegments({ ...parts, sizesBeyond: [Float64Array.of(7, 9)] });

  it("answers for the video's segments, and for those that its source lists beyond them", () => {
    expect([0, 1, 2].map((segment) => [0, 1].map((level) => sizeOf(video, segment, level)))).toEqual([
      [2, 4],
      [1, 3],
      [7, 9],
    ]);
  });

  it("is undefined where there is nothing", () => {
    expect(sizeOf(video, 3, 0)).toBeUndefined();
    expect(sizeOf(video, -1, 0)).toBeUndefined();
    expect(sizeOf(video, 0, 2)).toBeUndefined();
    expect(sizeOf(videoFromSegments(parts), 2, 0)).toBeUndefined();
  });

  it("leaves the video itself as it is", () => {
    expect(video.duration).toBe(3.5);
    expect(video.sizes).toHaveLength(2);
    expect(video.sizesShown).toHaveLength(2);
  });
});

describe("qualityOf", () => {
  const vmaf = [Float64Array.of(10, 20), Float64Array.of(30, 40)];

  it("takes the rows of these segments, by each measure that there is", () => {
    const video = videoFromSegments({ ...parts, quality: { vmaf } });
    expect(qualityOf(video, [1, 0, 1])).toEqual({ vmaf: [vmaf[1], vmaf[0], vmaf[1]] });
    expect(qualityOf(video, [0])).toEqual({ vmaf: [vmaf[0]] });
  });

  it("is undefined where nobody measured", () => {
    expect(qualityOf(videoFromSegments(parts), [0])).toBeUndefined();
  });
});
