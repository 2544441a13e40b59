import { expect, it } from "vitest";
import { comyco } from "../../../src/metrics/qoe/comyco.js";
import { shown, videoOf } from "./shown.js";

const vmaf = [
  [40, 80],
  [50, 90],
  [30, 70],
].map((row) => Float64Array.from(row));
const video = videoOf([500, 1000], 3, { vmaf });

it("weighs VMAF, stalls, rises and falls as the paper fits them, and adds its constant once", () => {
  expect(comyco.score(shown({ video, levels: [0, 1, 0], startup: 4, stalls: [0.5] }))).toBeCloseTo(
    0.8469011 * (40 + 90 + 30) - 28.79591348 * 0.5 + 0.29797156 * 50 - 1.06099887 * 60 - 2.661618558,
    9,
  );
});

it("adds its constant once to sessions of any length", () => {
  expect(comyco.score(shown({ video, levels: [1] }))).toBeCloseTo(0.8469011 * 80 - 2.661618558, 9);
});

it("has no answer for a video that nobody measured", () => {
  expect(comyco.score(shown({ video: videoOf([500, 1000], 3), levels: [0] }))).toBeUndefined();
});
