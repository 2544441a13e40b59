import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadVideos } from "../../../src/inputs/load-videos.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const videos = await loadVideos(["scenarios/videos"], { base: root, cwd: root });

describe.each(videos)("$video.name", ({ video }) => {
  it("lasts ten minutes in segments of 4 s", () => {
    expect([video.duration, video.segmentDuration, video.durations.length]).toEqual([600, 4, 150]);
  });

  it("has its nominal bitrates over the whole video, and varies", () => {
    video.levels.forEach(({ bitrate }, level) => {
      const sizes = video.sizes.map((row) => row[level]!);
      expect(sizes.reduce((sum, bits) => sum + bits, 0)).toBe(600 * bitrate);
      expect(Math.max(...sizes) / Math.min(...sizes)).toBeGreaterThan(1.5);
    });
  });

  it("is larger at a higher level, in every segment", () => {
    for (const row of video.sizes) expect([...row].sort((a, b) => a - b)).toEqual([...row]);
  });
});

it("ships the ladders of nine and of five levels", () => {
  const kbps = Object.fromEntries(
    videos.map(({ video }) => [video.name, video.levels.map(({ bitrate }) => bitrate / 1000)]),
  );
  expect(kbps).toEqual({
    "nine-levels": [300, 600, 1000, 2000, 3000, 5000, 8000, 20_000, 25_000],
    "five-levels": [1000, 3000, 6000, 15_000, 25_000],
  });
});
