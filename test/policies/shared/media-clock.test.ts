import { describe, expect, it } from "vitest";
import { MediaClock } from "../../../src/policies/shared/media-clock.js";

function clockAfter(...shown: readonly [index: number, duration: number][]): MediaClock {
  const clock = new MediaClock(4);
  for (const [index, duration] of shown) clock.note({ index, duration, remaining: 1 });
  return clock;
}

describe("MediaClock", () => {
  it("startOf_nothingShown_isByTheNominalDuration", () => {
    expect(clockAfter().startOf(3)).toBe(12);
  });

  it("startOf_durationsShown_areTheirSum", () => {
    const clock = clockAfter([0, 4], [1, 3], [2, 5]);
    expect([0, 1, 2, 3, 4].map((index) => clock.startOf(index))).toEqual([0, 4, 7, 12, 16]);
  });

  it("startOf_segmentsNotShown_haveTheNominalDuration", () => {
    const clock = clockAfter([0, 3], [3, 2]);
    expect([1, 2, 3, 4].map((index) => clock.startOf(index))).toEqual([3, 7, 11, 13]);
  });

  it("startOf_beforeTheFirstShown_isByTheNominalDuration", () => {
    const clock = clockAfter([1_000_000, 3]);
    expect([2, 1_000_000, 1_000_001].map((index) => clock.startOf(index))).toEqual([8, 4_000_000, 4_000_003]);
  });

  it("note_aSegmentAgain_movesWhatFollowsOnce", () => {
    const clock = clockAfter([0, 4], [1, 4], [0, 3], [0, 3]);
    expect([1, 2].map((index) => clock.startOf(index))).toEqual([3, 7]);
  });

  it("note_anEarlierSegment_beginsAnew", () => {
    const clock = clockAfter([5, 3], [2, 3]);
    expect([2, 3, 6].map((index) => clock.startOf(index))).toEqual([8, 11, 23]);
  });
});
