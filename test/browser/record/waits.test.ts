import { expect, it } from "vitest";
import { waitsOf } from "./waits.js";

it("counts the start from the first request to the first frame, and stalls from then on", () => {
  const waits = waitsOf([
    ["waiting", 0.5, 0],
    ["playing", 2, 0.01],
    ["waiting", 6, 4],
    ["playing", 6.5, 4],
    ["waiting", 10, 7.5],
    ["playing", 13, 7.5],
    ["ended", 20, 14.5],
  ]);
  expect(waits).toEqual({ startup_s: 2, stall_s: 3.5, stall_count: 2 });
});

it("counts a stall once that is told twice, and one that only the end ends", () => {
  const waits = waitsOf([
    ["playing", 1, 0],
    ["playing", 1.5, 0.5],
    ["waiting", 4, 3],
    ["waiting", 5, 3],
    ["playing", 6, 3],
    ["waiting", 9, 6],
    ["ended", 9.25, 6],
  ]);
  expect(waits).toEqual({ startup_s: 1, stall_s: 2.25, stall_count: 2 });
});

it("has no start where nothing was shown", () => {
  expect(waitsOf([["waiting", 1, 0]])).toEqual({ startup_s: null, stall_s: 0, stall_count: 0 });
});
