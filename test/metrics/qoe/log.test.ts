import { expect, it } from "vitest";
import { log } from "../../../src/metrics/qoe/log.js";
import { shown, videoOf } from "./shown.js";

const video = videoOf([500, 1000, 4000], 3);

it("is the log of bitrates over the lowest one, less 2.66 a second stalled, less changes", () => {
  expect(log.score(shown({ video, levels: [0, 2, 1], startup: 3, stalls: [1.5] }))).toBeCloseTo(
    Math.log(8) + Math.log(2) - 2.66 * 1.5 - (Math.log(8) + Math.log(4)),
    9,
  );
});

it("is 0 at the lowest level, and differs by a constant a segment from what the highest bitrate as reference gives", () => {
  expect(log.score(shown({ video, levels: [0, 0, 0] }))).toBe(0);
  const byHighest = Math.log(1 / 4) + Math.log(1) + Math.log(1 / 8) - (Math.log(4) + Math.log(8));
  expect(log.score(shown({ video, levels: [1, 2, 0] }))).toBeCloseTo(byHighest + 3 * Math.log(8), 9);
});

it("charges startup where the scoring makes a stall of it", () => {
  const scoring = { startupIsStall: true };
  expect(log.score(shown({ video, levels: [0, 0, 0], startup: 3, scoring }))).toBeCloseTo(-3 * 2.66, 9);
});
