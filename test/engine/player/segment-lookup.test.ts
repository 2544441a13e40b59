import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SegmentLookup } from "../../../src/engine/player/segment-lookup.js";
import { SegmentTimes } from "../../../src/engine/player/segment-times.js";
import { videoFromSegments } from "../../../src/model/video.js";

const times = (segments: number) =>
  new SegmentTimes(
    videoFromSegments({
      ...{ name: "stream", levels: [{ bitrate: 1e6 }, { bitrate: 2e6 }], segmentDuration: 4 },
      durations: new Float64Array(segments).fill(4),
      sizes: Array.from({ length: segments }, () => Float64Array.of(4e6, 8e6)),
      sizesAre: "exact",
    }),
  );

/** Both levels have been used; the last segment that came is of level 0. */
function used(segments: number, last: number, settings = { offset: 0.08, tolerance: 0.25 }): SegmentLookup {
  const lookup = new SegmentLookup(settings, times(segments));
  lookup.arrived(0, 1);
  for (let segment = 1; segment <= last; segment++) lookup.arrived(segment, 0);
  return lookup;
}

describe("a lookup by time", () => {
  it("finds the last segment or the next one, whichever is met first by halving", () => {
    // Of 30 segments, 14 is met first, then 6 or 22, 2, 10, 18 or 26, ...: even ones before the odd ones beside them.
    const found = [4, 5, 6, 7, 14, 15, 22, 28].map((last) => used(30, last).find(last + 1, 1));
    expect(found).toEqual([4, 6, 6, 8, 14, 16, 22, 28]);
  });

  it("finds the next where no switch is, or a level is new", () => {
    expect(used(30, 6).find(7, 0)).toBe(7);
    const lookup = new SegmentLookup({ offset: 0.08, tolerance: 0.25 }, times(30));
    lookup.arrived(6, 0);
    expect(lookup.find(7, 1)).toBe(7);
  });

  it("finds nothing again that has come at the level", () => {
    const lookup = used(30, 6);
    lookup.arrived(6, 1);
    lookup.arrived(6, 0);
    expect(lookup.find(7, 1)).toBe(7);
  });

  it("finds the next where frames are shown when segments begin", () => {
    for (let last = 1; last < 29; last++)
      expect(used(30, last, { offset: 0, tolerance: 0.25 }).find(last + 1, 1)).toBe(last + 1);
  });

  it("never finds another than the last one and the next one", () => {
    const settings = fc.record({
      offset: fc.double({ min: 0, max: 3, noNaN: true }),
      tolerance: fc.double({ min: 0, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(), settings, (segments, at, lookup) => {
        const last = at % (segments - 1);
        const found = used(segments, last, lookup).find(last + 1, 1);
        expect([last, last + 1]).toContain(found);
      }),
    );
  });
});
