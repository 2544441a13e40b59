import { describe, expect, it } from "vitest";
import { SegmentCursor } from "../../../src/adapters/dashjs/cursor.js";
import type { DashjsRepresentation, DashjsRequest } from "../../../src/adapters/dashjs/player.js";

const info = (id: string, start: number, more: { isDynamic?: boolean } = {}) => ({
  id,
  start,
  manifestInfo: { isDynamic: false, duration: 30, ...more },
});
const representation = (more: object = {}) =>
  ({
    fragmentDuration: 2,
    segmentDuration: 2,
    segments: null,
    mediaFinishedInformation: { numberOfSegments: 10 },
    ...more,
  }) as DashjsRepresentation;
const request = (index: number, startTime: number, more?: object) =>
  ({ index, startTime, duration: 2, representation: representation(more) }) as DashjsRequest;

describe("the segment that dash.js asks for next", () => {
  it("is the one at the playhead at first, then one after the other", () => {
    const cursor = new SegmentCursor();
    expect(cursor.next(info("a", 0), representation(), 5)).toMatchObject({
      index: 2,
      start: 4,
      remaining: 13,
    });
    cursor.requested("a", request(2, 4));
    expect(cursor.next(info("a", 0), representation(), 5)).toMatchObject({
      index: 3,
      start: 6,
      remaining: 12,
    });
  });

  it("is the one at the time that was aimed at, at a boundary the later one", () => {
    const cursor = new SegmentCursor();
    cursor.requested("a", request(0, 0));
    cursor.aim(15.9999);
    expect(cursor.next(info("a", 0), representation(), 0)?.index).toBe(8);
    cursor.aim(15.9);
    expect(cursor.next(info("a", 0), representation(), 0)?.index).toBe(7);
    cursor.requested("a", request(7, 14));
    expect(cursor.next(info("a", 0), representation(), 0)?.index).toBe(8);
  });

  it("is found in the index of a file, where segments vary", () => {
    const segments = [
      { index: 0, duration: 3, presentationStartTime: 0, mediaRange: null },
      { index: 1, duration: 1, presentationStartTime: 3, mediaRange: null },
      { index: 2, duration: 2, presentationStartTime: 4, mediaRange: null },
    ];
    const cursor = new SegmentCursor();
    cursor.aim(3.5);
    expect(cursor.next(info("a", 0), representation({ segments }), 0)?.index).toBe(1);
  });

  it("is counted on from period to period", () => {
    const cursor = new SegmentCursor();
    cursor.requested("a", request(9, 18));
    expect(cursor.isAtEndOf("a")).toBe(true);
    expect(cursor.next(info("b", 20), representation(), 12)).toMatchObject({
      index: 10,
      start: 20,
      remaining: 5,
    });
    cursor.requested("b", request(0, 20));
    expect(cursor.next(info("b", 20), representation(), 12)?.index).toBe(11);
    cursor.aim(7);
    expect(cursor.next(info("a", 0), representation(), 12)?.index).toBe(3);
  });

  it("is followed by no end where there is none", () => {
    const cursor = new SegmentCursor();
    expect(cursor.next(info("a", 0, { isDynamic: true }), representation(), 0)?.remaining).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it("is unknown where nothing tells how long segments are", () => {
    const unknown = representation({ fragmentDuration: null, segmentDuration: Number.NaN });
    expect(new SegmentCursor().next(info("a", 0), unknown, 0)).toBeUndefined();
  });
});
