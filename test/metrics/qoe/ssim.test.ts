import { expect, it } from "vitest";
import { ssim } from "../../../src/metrics/qoe/ssim.js";
import { shown, videoOf } from "./shown.js";

// 10, 20 and 30 dB; 0 dB and two that are cut off.
const quality = {
  ssim: [
    [0.9, 0.99],
    [0.99, 0.999],
    [0, 1],
    [0.5, 0.99999999],
  ].map((row) => Float64Array.from(row)),
};
const video = videoOf([500, 1000], 4, quality);

it("is each segment's SSIM in dB, less changes, less 100 a second stalled", () => {
  expect(ssim.score(shown({ video, levels: [0, 1], startup: 5, stalls: [0.2] }))).toBeCloseTo(
    10 + 30 - 20 - 100 * 0.2,
    9,
  );
});

it("charges changes of the picture, not of the level", () => {
  expect(ssim.score(shown({ video, levels: [1, 0] }))).toBeCloseTo(20 + 20, 9);
  expect(ssim.score(shown({ video, levels: [0, 0] }))).toBeCloseTo(10 + 20 - 10, 9);
});

it("takes no more than 60 dB and no less than 0", () => {
  expect(ssim.score(shown({ video, levels: [0, 0, 1] }))).toBeCloseTo(10 + 20 + 60 - (10 + 40), 9);
  expect(ssim.score(shown({ video, levels: [0, 0, 0, 1] }))).toBeCloseTo(
    10 + 20 + 0 + 60 - (10 + 20 + 60),
    9,
  );
});

it("has no answer for a video that nobody measured", () => {
  const { ssim: rows } = quality;
  expect(ssim.score(shown({ video: videoOf([500, 1000], 4), levels: [0] }))).toBeUndefined();
  const byVmaf = videoOf([500, 1000], 4, { vmaf: rows });
  expect(ssim.score(shown({ video: byVmaf, levels: [0] }))).toBeUndefined();
});
