import { describe, expect, it } from "vitest";
import { createSegmentTrail } from "../../../src/policies/dashjs/segment-trail.js";

const next = (index: number, duration = 4) => ({ index, duration, remaining: 10 });

/** Segments of these durations came one by one. */
function trailOf(...durations: readonly number[]) {
  const trail = createSegmentTrail(4);
  for (const [index, duration] of durations.entries()) {
    trail.asked(next(index, duration));
    trail.arrived(next(index + 1));
  }
  return trail;
}

describe("SegmentTrail", () => {
  it("arrived_theOneAskedFor_isTheOneBeforeTheNext", () => {
    const trail = createSegmentTrail(4);
    trail.asked(next(0, 2.5));
    expect(trail.arrived(next(1))).toEqual({ index: 0, duration: 2.5, isReplacement: false });
  });

  it("arrived_oneThatHadCome_isAReplacement", () => {
    const trail = trailOf(4, 4, 4);
    trail.asked(next(3));
    // The player fetches segment 1 anew instead
    expect(trail.arrived(next(2))).toEqual({ index: 1, duration: 4, isReplacement: true });
    trail.asked(next(2, 4));
    expect(trail.arrived(next(3))).toEqual({ index: 2, duration: 4, isReplacement: true });
    trail.asked(next(3, 4));
    expect(trail.arrived(next(4))).toMatchObject({ index: 3, isReplacement: false });
  });

  it("arrived_afterASeekBack_isNone", () => {
    const trail = trailOf(4, 4, 4);
    trail.sought();
    trail.asked(next(0));
    expect(trail.arrived(next(1)).isReplacement).toBe(false);
  });

  it("segmentsPlayed_bufferOfTheFurthest_fromTheStartOfTheMedia", () => {
    // 16 s of media, 9 s of them buffered: 7 s, or 1.75 segments, have played; in 6 s it will be 3.25
    const trail = trailOf(4, 4, 4, 4);
    expect(trail.segmentsPlayed(9)).toBe(1.75);
    expect(trail.segmentsPlayed(17)).toBe(0);
  });

  it("segmentsPlayed_nothingCame_unknown", () => {
    expect(createSegmentTrail(4).segmentsPlayed(0)).toBeUndefined();
  });
});
