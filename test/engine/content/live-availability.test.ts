import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { liveAvailability, liveBufferLimit } from "../../../src/engine/content/live-availability.js";
import { LiveClock } from "../../../src/engine/content/live-edge.js";
import { SegmentTimes } from "../../../src/engine/player/segment-times.js";
import type { LiveSettings } from "../../../src/model/settings/index.js";
import { videos } from "../../support/arbitraries.js";
import { videoOf } from "../../support/scripted-session.js";

function liveOf(settings: Partial<LiveSettings> = {}, video = videoOf(50, 2), now = 0) {
  const times = new SegmentTimes(video);
  const clock = new LiveClock({ kind: "live", targetLatency: 6, dvrWindow: 14400, ...settings }, times);
  return { times, clock, availability: liveAvailability(clock, times, () => now) };
}

const latencies = fc.double({ min: 0.5, max: 30, noNaN: true });
const delays = fc.double({ min: 0, max: 3, noNaN: true });
const chunks = fc.option(fc.constantFrom(0.04, 0.2, 0.5, 1, 3), { nil: undefined });

describe("live segments", () => {
  it("are there as far as the edge has come when play is pressed, and then one every segment's duration", () => {
    const { availability } = liveOf();
    expect([0, 1, 2, 3, 4].map((segment) => availability.availableAt(segment))).toEqual([0, 0, 0, 2, 4]);
  });

  it("are available an encoder's delay after their end", () => {
    const { availability } = liveOf({ encoderDelay: 0.5 });
    expect([1, 2, 3].map((segment) => availability.availableAt(segment))).toEqual([0, 0.5, 2.5]);
  });

  it("come whole if they are not made in chunks", () => {
    expect(liveOf().availability.piecesOf).toBeUndefined();
  });
});

describe("live segments in chunks", () => {
  const chunked = { targetLatency: 3, chunk: 0.5, encoderDelay: 0.1 };

  it("can be asked for once their first chunk is there", () => {
    const { availability } = liveOf(chunked);
    // The first chunk of segment 2 ends at media 4.5 s, which the edge passes at 1.5 s.
    expect(availability.availableAt(1)).toBe(0);
    expect(availability.availableAt(2)).toBeCloseTo(1.6, 12);
  });

  it("come as chunks of equal shares as they are made", () => {
    const { availability } = liveOf(chunked, undefined, 1.6);
    const pieces = availability.piecesOf?.(2, 8e6);
    expect(pieces?.map(({ size }) => size)).toEqual([2e6, 2e6, 2e6, 2e6]);
    for (const [index, at] of [1.6, 2.1, 2.6, 3.1].entries())
      expect(pieces?.[index]?.availableAt).toBeCloseTo(at, 12);
  });

  it("come with what is there already as one piece", () => {
    const { availability } = liveOf(chunked, undefined, 2.2);
    const pieces = availability.piecesOf?.(2, 8e6);
    expect(pieces?.map(({ size }) => size)).toEqual([4e6, 2e6, 2e6]);
  });

  it("come whole once they are past", () => {
    expect(liveOf(chunked, undefined, 3.2).availability.piecesOf?.(2, 8e6)).toBeUndefined();
  });

  it("end with a shorter chunk where the duration asks for it", () => {
    const { availability } = liveOf({ ...chunked, chunk: 0.75 }, undefined, 1.85);
    expect(availability.piecesOf?.(2, 8e6)?.map(({ size }) => size)).toEqual([3e6, 3e6, 2e6]);
  });

  it("add up to the segment, in rising order of availability, the first when the segment is", () => {
    fc.assert(
      fc.property(
        videos,
        latencies,
        delays,
        fc.constantFrom(0.04, 0.5, 1, 3),
        (video, latency, delay, chunk) => {
          const { availability, clock, times } = liveOf(
            { targetLatency: latency, encoderDelay: delay, chunk },
            video,
          );
          for (let segment = 0; segment < times.count; segment++) {
            const pieces = availability.piecesOf?.(segment, 1e6);
            if (pieces === undefined) continue;
            expect(pieces.reduce((sum, { size }) => sum + size, 0)).toBeCloseTo(1e6, 3);
            for (const { size } of pieces) expect(size).toBeGreaterThan(0);
            const from = pieces.map(({ availableAt }) => availableAt);
            expect(from).toEqual([...from].sort((a, b) => a - b));
            expect(from[0]).toBeGreaterThanOrEqual(availability.availableAt(segment));
            expect(from.at(-1)).toBeCloseTo(Math.max(0, clock.availableFrom(times.starts[segment + 1]!)), 9);
          }
        },
      ),
    );
  });
});

describe("availability", () => {
  it("has no segment before the edge has passed its end, or the end of its first chunk", () => {
    fc.assert(
      fc.property(videos, latencies, delays, chunks, (video, targetLatency, encoderDelay, chunk) => {
        const { availability, clock, times } = liveOf(
          { targetLatency, encoderDelay, ...(chunk !== undefined && { chunk }) },
          video,
        );
        for (let segment = 0; segment < times.count; segment++) {
          const first = Math.min(chunk ?? Number.POSITIVE_INFINITY, times.durations[segment]!);
          const edge = clock.edgeAt(availability.availableAt(segment)) - encoderDelay;
          expect(edge).toBeGreaterThanOrEqual(times.starts[segment]! + first - 1e-9);
        }
      }),
    );
  });
});

describe("the live buffer limit", () => {
  /** What a player with this maximum buffer aims at, at this latency. */
  const target = (maxBuffer: number, latency: number) => {
    const { clock, times } = liveOf();
    return Math.min(maxBuffer, liveBufferLimit(clock, times, "below")(latency));
  };

  it("makes of the document's 10 s the lesser of 10 s and the latency less one segment", () => {
    expect(target(10, 6)).toBe(4);
    expect(target(10, 10)).toBe(8);
    expect(target(10, 12)).toBe(10);
    expect(target(10, 30)).toBe(10);
  });

  it("is the latency itself where a segment must fit below the maximum", () => {
    const { clock, times } = liveOf({ encoderDelay: 0.5 });
    expect(liveBufferLimit(clock, times, "fits")(6)).toBe(5.5);
  });

  it("leaves room for a segment, however low the latency", () => {
    const { clock, times } = liveOf({ targetLatency: 1 });
    expect(liveBufferLimit(clock, times, "below")(1)).toBe(2);
    expect(liveBufferLimit(clock, times, "fits")(1)).toBe(2);
  });

  it("never keeps a segment back that can be asked for", () => {
    fc.assert(
      fc.property(videos, latencies, delays, chunks, (video, latency, encoderDelay, chunk) => {
        const { availability, clock, times } = liveOf(
          { targetLatency: latency, encoderDelay, ...(chunk !== undefined && { chunk }) },
          video,
        );
        const below = liveBufferLimit(clock, times, "below")(latency);
        const fits = liveBufferLimit(clock, times, "fits")(latency);
        for (let segment = 0; segment < times.count; segment++) {
          const at = availability.availableAt(segment);
          if (at === 0) continue;
          // All before it is buffered, and playback is where it is meant to be.
          const buffer = times.starts[segment]! - (clock.edgeAt(at) - latency);
          expect(buffer).toBeLessThanOrEqual(below + 1e-9);
          expect(buffer + times.durations[segment]!).toBeLessThanOrEqual(
            Math.max(fits, times.durations[segment]!) + 1e-9,
          );
        }
      }),
    );
  });
});
