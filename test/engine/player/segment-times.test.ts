import { describe, expect, it } from "vitest";
import { SegmentTimes } from "../../../src/engine/player/segment-times.js";
import { plainVideo } from "../../support/plain.js";

describe("SegmentTimes", () => {
  const times = new SegmentTimes(plainVideo({ durations: [2, 4, 1] }));

  it("adds durations up", () => {
    expect([...times.starts]).toEqual([0, 2, 6, 7]);
    expect(times.end).toBe(7);
  });

  it("finds the segment that is shown: a boundary belongs to the one that begins there", () => {
    expect([0, 1.9, 2, 5.9, 6, 6.9].map((time) => times.segmentAt(time))).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it("takes the last segment at the end and beyond, and the first before the beginning", () => {
    expect([7, 100, -1].map((time) => times.segmentAt(time))).toEqual([2, 2, 0]);
  });
});
