import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SegmentTimes } from "../../../src/engine/player/segment-times.js";
import { TrackBuffer } from "../../../src/engine/player/track-buffer.js";
import { plainVideo } from "../../support/plain.js";

const bufferOf = (segments = 5) => new TrackBuffer(new SegmentTimes(plainVideo({ segments })));

describe("TrackBuffer", () => {
  it("ends where the first gap begins", () => {
    const buffer = bufferOf();
    buffer.add(1, 0);
    expect(buffer.bufferedEnd).toBe(0);
    expect(buffer.beyondGap).toBe(4);
    buffer.add(0, 2);
    expect(buffer.bufferedEnd).toBe(8);
    expect(buffer.beyondGap).toBe(0);
    expect([0, 1, 2].map((segment) => buffer.levelOf(segment))).toEqual([2, 0, undefined]);
  });

  it("is complete when nothing is missing from where playback is to the end", () => {
    const buffer = bufferOf(3);
    buffer.add(2, 0);
    buffer.moveTo(8);
    expect(buffer.complete).toBe(true);
    expect(buffer.bufferedEnd).toBe(12);
  });

  it("keeps the parts of several segments that come at once", () => {
    const buffer = bufferOf();
    buffer.addPart(0, 1);
    buffer.addPart(1, 2);
    expect(buffer.bufferedEnd).toBe(1);
    buffer.add(0, 0);
    expect(buffer.bufferedEnd).toBe(6);
  });

  it("knows what lies beyond the gap", () => {
    const buffer = bufferOf();
    buffer.add(0, 0);
    buffer.add(2, 0);
    buffer.add(4, 0);
    expect([buffer.wholeEnd, buffer.beyondGap]).toEqual([4, 8]);
    expect([3, 4].map((segment) => buffer.hasLaterThan(segment))).toEqual([true, false]);
  });

  it("plays what has come of a segment in part, and never less than has come once", () => {
    const buffer = bufferOf();
    buffer.addPart(0, 1);
    expect(buffer.bufferedEnd).toBe(1);
    expect([0.5, 1].map((position) => buffer.holds(position))).toEqual([true, false]);
    buffer.addPart(0, 0.5);
    expect(buffer.bufferedEnd).toBe(1);
    buffer.add(0, 0);
    expect(buffer.bufferedEnd).toBe(4);
  });

  it("keeps a part of a later segment until the gap before it is closed", () => {
    const buffer = bufferOf();
    buffer.addPart(1, 2);
    buffer.add(0, 0);
    expect(buffer.bufferedEnd).toBe(6);
  });

  it("forgets everything when cleared", () => {
    const buffer = bufferOf();
    buffer.add(0, 0);
    buffer.addPart(1, 2);
    buffer.clear();
    buffer.moveTo(5);
    expect(buffer.bufferedEnd).toBe(4);
    expect(buffer.holds(5)).toBe(false);
  });

  it("ends at the same place in whatever order segments arrive", () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 1 });
    fc.assert(
      fc.property(order, (segments) => {
        const buffer = bufferOf();
        for (const segment of segments) buffer.add(segment, 1);
        let whole = 0;
        while (segments.includes(whole)) whole++;
        expect(buffer.bufferedEnd).toBe(whole * 4);
        expect(buffer.firstMissing).toBe(whole);
      }),
    );
  });
});
