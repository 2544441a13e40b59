import { expect, it } from "vitest";
import { mok } from "../../../src/metrics/qoe/mok.js";
import { shown, videoOf } from "./shown.js";

const SEGMENTS = 50;
const video = videoOf([500], SEGMENTS);
const levels = new Array<number>(SEGMENTS).fill(0);
const scoreOf = (startup: number, stalls: readonly number[] = []) =>
  mok.score(shown({ video, levels, startup, stalls }));
const opinion = (startup: number, frequency: number, mean: number) =>
  4.23 - 0.0672 * startup - 0.742 * frequency - 0.106 * mean;

it.each([
  // Startup of up to 1 s, up to 5 s, more.
  [0, [], opinion(1, 1, 1)],
  [1, [], opinion(1, 1, 1)],
  [1.01, [], opinion(2, 1, 1)],
  [5, [], opinion(2, 1, 1)],
  [5.01, [], opinion(3, 1, 1)],
  // In 100 s of playing, 2 stalls are 0.02 a second and 15 are 0.15.
  [0, [1, 1], opinion(1, 1, 1)],
  [0, [1, 1, 1], opinion(1, 2, 1)],
  [0, new Array<number>(15).fill(0.1), opinion(1, 2, 1)],
  [0, new Array<number>(16).fill(0.1), opinion(1, 3, 1)],
  // Mean stalls of 5 s, 6 s, 10 s and 11 s.
  [0, [4, 6], opinion(1, 1, 1)],
  [0, [12, 0], opinion(1, 1, 3)],
  [0, [6], opinion(1, 1, 2)],
  [0, [10], opinion(1, 1, 2)],
  [6, [11, 11, 11], opinion(3, 2, 3)],
])("of startup %d s and stalls of %j s is %d", (startup, stalls, expected) => {
  expect(scoreOf(startup, stalls)).toBeCloseTo(expected, 12);
});
