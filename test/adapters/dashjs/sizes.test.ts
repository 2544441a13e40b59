import { describe, expect, it } from "vitest";
import type { DashjsRepresentation } from "../../../src/adapters/dashjs/player.js";
import { segmentSizes, sizeTable } from "../../../src/adapters/dashjs/sizes.js";

const base = (...ranges: (string | null)[]) =>
  ({
    segments: ranges.map((mediaRange, index) => ({ index, mediaRange })),
    adaptation: null,
  }) as unknown as DashjsRepresentation;

const list = (startNumber: number, ...ranges: (string | undefined)[]) => {
  const SegmentList = { SegmentURL: ranges.map((mediaRange) => ({ mediaRange })) };
  const manifest = { Period: [{}, { AdaptationSet: [{ Representation: [{}, { SegmentList }] }] }] };
  return {
    segments: null,
    index: 1,
    startNumber,
    adaptation: { index: 0, period: { index: 1, mpd: { manifest } } },
  } as unknown as DashjsRepresentation;
};

describe("sizes of segments", () => {
  it("are those of byte ranges, both ends included", () => {
    expect([...segmentSizes(base("0-0", "1-1000"))]).toEqual([
      [0, 8],
      [1, 8000],
    ]);
  });

  it("are read from lists as well, counted as dash.js does", () => {
    expect([...segmentSizes(list(1, "10-19", "20-39"))]).toEqual([
      [0, 80],
      [1, 160],
    ]);
    expect([...segmentSizes(list(5, "10-19")).keys()]).toEqual([4]);
  });

  it("are unknown where there are no ranges, or they make no sense", () => {
    const template = {
      segments: null,
      index: 0,
      adaptation: { index: 0, period: { index: 0, mpd: { manifest: {} } } },
    };
    expect(segmentSizes(template as unknown as DashjsRepresentation).size).toBe(0);
    expect(segmentSizes(base(null, "9-3", "0-x")).size).toBe(0);
    expect(segmentSizes(list(1, undefined)).size).toBe(0);
  });

  it("are told of segments that are known at all levels", () => {
    expect([...sizeTable([base("0-0", "1-2", "3-3"), base("0-1", null, "2-4")])]).toEqual([
      [0, [8, 16]],
      [2, [8, 24]],
    ]);
    expect(sizeTable([]).size).toBe(0);
  });
});
