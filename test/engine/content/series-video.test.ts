import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seriesVideo } from "../../../src/engine/content/series-video.js";
import { videoFromSegments } from "../../../src/model/video.js";
import { videos } from "../../support/arbitraries.js";
import { videoOf } from "../../support/scripted-session.js";

describe("the video of a series", () => {
  it("is the episode, over and over", () => {
    const series = seriesVideo(videoOf(5), 3);
    expect(series.duration).toBe(60);
    expect(series.durations).toEqual(new Float64Array(15).fill(4));
    expect(series.sizesShown[14]).toEqual([4e6, 12e6, 24e6]);
  });

  it("looks as good in each episode as in the first", () => {
    const ssim = [Float64Array.of(0.9, 0.95, 0.99), Float64Array.of(0.8, 0.85, 0.9)];
    const episode = videoFromSegments({ ...videoOf(2), quality: { ssim } });
    expect(seriesVideo(episode, 2).quality).toEqual({ ssim: [...ssim, ...ssim] });
    expect(seriesVideo(videoOf(2), 2)).not.toHaveProperty("quality");
  });

  it("has each episode's sizes, durations and ladder", () => {
    fc.assert(
      fc.property(videos, fc.integer({ min: 1, max: 4 }), (video, episodes) => {
        const series = seriesVideo(video, episodes);
        const count = video.durations.length;
        expect(series.durations).toHaveLength(count * episodes);
        expect(series.levels).toEqual(video.levels);
        expect(series.duration).toBeCloseTo(video.duration * episodes, 6);
        for (let segment = 0; segment < count * episodes; segment++) {
          expect(series.durations[segment]).toBe(video.durations[segment % count]);
          expect(series.sizes[segment]).toEqual(video.sizes[segment % count]);
        }
      }),
      { numRuns: 30 },
    );
  });
});
