import { expect, it } from "vitest";
import { firstDifference } from "../../src/metrics/first-difference.js";
import type { PlayCourse } from "../../src/model/fidelity.js";

/** Segments in order, a request a second; "x" after a level is one that was given up. */
const course = (levels: string, late = 0): PlayCourse => ({
  requests: [...levels.matchAll(/(\d)(x?)/g)].map(([, level, x], segment) => {
    return { segment, level: Number(level), start: segment + late, end: segment + 1, whole: x === "" };
  }),
  ...{ buffer: [], waits: [], end: 9 },
});

it.each([
  ["a level", "0122", "0112", 2, "2", "1"],
  ["a request that is given up", "011", "01x1", 1, "1", "1"],
  ["a request that is not made", "0112", "011", 3, "2", undefined],
  ["a request that is made besides", "01", "011", 2, undefined, "1"],
])("finds %s", (_, one, other, alike, ...levels) => {
  const found = firstDifference(course(one, 0.5), course(other))!;
  expect(found.alike).toBe(alike);
  expect([found.one?.level.toString(), found.other?.level.toString()]).toEqual(levels);
  expect(found.at).toBe(found.other ? alike : alike + 0.5);
});

it("finds none in plays that ask for the same, if at other times", () => {
  expect(firstDifference(course("0122"), course("0122", 0.3))).toBeUndefined();
});
