import { expect, it } from "vitest";
import { qoeASegment } from "../../src/metrics/play-qoe.js";

/** Levels are worth their number, a change what it changes by, a second of stalling 2, of startup 0.5. */
const TERMS = {
  quality: (_: number, level: number) => level,
  changeCost: (_: number, from: number, to: number) => Math.abs(to - from),
  ...{ stallCost: 2, startupCost: 0.5 },
};

it("is what segments are worth, less changes, stalls and startup, a segment", () => {
  expect(qoeASegment({ levels: [1, 3, 3], startup: 2, stall: 0.5 }, TERMS)).toBe((7 - 2 - 1 - 1) / 3);
});

it("counts no change after a segment that did not come", () => {
  expect(qoeASegment({ levels: [1, undefined, 3], startup: 0, stall: 0 }, TERMS)).toBe(2);
});

it("is nothing where nothing was shown", () => {
  expect(qoeASegment({ levels: [1], startup: undefined, stall: 0 }, TERMS)).toBeUndefined();
  expect(qoeASegment({ levels: [undefined], startup: 1, stall: 0 }, TERMS)).toBeUndefined();
});
