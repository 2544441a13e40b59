import { describe, expect, it } from "vitest";
import { generateVideo } from "../../../src/inputs/video-generators/generate-video.js";
import {
  CODECS,
  LADDERS,
  scaledLadder,
  TITLES,
  USUAL_SCENES,
} from "../../../src/inputs/video-generators/index.js";

const LEVELS = [{ bitrate: 1e6, width: 640, height: 360 }, { bitrate: 3e6 }];
const scenes = { ...USUAL_SCENES, seed: 1, rateControl: { kind: "capped-vbr", cap: 1.5 } } as const;

describe("generateVideo", () => {
  it("cuts the duration into segments, the last shorter, and marks sizes as estimated", () => {
    const video = generateVideo({ name: "v", levels: LEVELS, duration: 10, segmentDuration: 4, scenes });
    expect(Array.from(video.durations)).toEqual([4, 4, 2]);
    expect(video.sizesAre).toBe("estimated");
    expect(video.levels[0]).toEqual({ ...LEVELS[0], peakBitrate: 1.5e6 });
    expect(video.audio).toBeUndefined();
  });

  it("has no sliver where the duration is a multiple of a segment but for rounding", () => {
    const video = generateVideo({ name: "v", levels: LEVELS, duration: 0.3, segmentDuration: 0.1, scenes });
    expect(video.durations).toHaveLength(3);
  });

  it("has an audio track of its own where it is asked for", () => {
    const wanted = {
      name: "v",
      levels: LEVELS,
      duration: 10,
      segmentDuration: 4,
      scenes,
      audioBitrate: 128_000,
    };
    const [track, ...others] = generateVideo(wanted).audio!;
    expect(others).toEqual([]);
    expect(Array.from(track!.sizes)).toEqual([512_000, 512_000, 256_000]);
  });
});

describe("scaledLadder", () => {
  it("scales bitrates to whole kbit/s, and keeps resolutions", () => {
    expect(scaledLadder(LEVELS, 0.7)).toEqual([{ ...LEVELS[0], bitrate: 700_000 }, { bitrate: 2_100_000 }]);
  });

  it("joins rungs that become equal, and leaves out those of nothing", () => {
    const close = [{ bitrate: 100 }, { bitrate: 1000 }, { bitrate: 1400 }, { bitrate: 3000 }];
    expect(scaledLadder(close, 1)).toEqual([{ bitrate: 1000 }, { bitrate: 3000 }]);
  });
});

it("published ladders rise, have names of their own, and a source", () => {
  expect(new Set(LADDERS.map(({ name }) => name)).size).toBe(LADDERS.length);
  for (const { levels, source } of LADDERS) {
    expect(source).not.toBe("");
    levels.forEach(({ bitrate }, at) => {
      expect(bitrate).toBeGreaterThan(levels[at - 1]?.bitrate ?? 0);
    });
  }
});

it("newer codecs and simpler titles take fewer bits", () => {
  expect(CODECS.map(({ factor }) => factor)).toEqual([1, 0.7, 0.55]);
  const factors = Object.values(TITLES);
  expect(factors).toEqual([...factors].sort((a, b) => a - b));
});
