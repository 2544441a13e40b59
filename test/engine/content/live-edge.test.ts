import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LiveClock } from "../../../src/engine/content/live-edge.js";
import { SegmentTimes } from "../../../src/engine/player/segment-times.js";
import type { LiveSettings } from "../../../src/model/settings/index.js";
import { videoOf } from "../../support/scripted-session.js";

/** Fifty segments of 2 s, 6 s behind the edge. */
function clockOf(settings: Partial<LiveSettings> = {}) {
  const all: LiveSettings = { kind: "live", targetLatency: 6, dvrWindow: 14400, ...settings };
  return new LiveClock(all, new SegmentTimes(videoOf(50, 2)));
}

describe("the live edge", () => {
  it("is one target latency ahead of the video's start when play is pressed, and moves with the clock", () => {
    const clock = clockOf();
    expect(clock.edgeAt(0)).toBe(6);
    expect(clock.latencyAt(0, 0)).toBe(6);
    expect(clock.edgeAt(10)).toBe(16);
    expect(clock.latencyAt(10, 7)).toBe(9);
  });

  it("shows a policy the end of the newest whole segment", () => {
    const clock = clockOf();
    expect(clock.state(1.9, 0)).toEqual({ latency: 7.9, target: 6, edge: 6 });
    expect(clock.state(2, 0)).toEqual({ latency: 8, target: 6, edge: 8 });
  });

  it("is seen one encoder delay late", () => {
    const clock = clockOf({ encoderDelay: 0.5 });
    expect(clock.newestAt(0)).toBe(4);
    expect(clock.newestAt(0.5)).toBe(6);
  });

  it("advances by chunks where segments are made in chunks", () => {
    const clock = clockOf({ encoderDelay: 0.25, chunk: 0.5 });
    expect(clock.newestAt(0)).toBe(5.5);
    expect(clock.newestAt(0.25)).toBe(6);
  });

  it("shows nothing before the first segment, and no more than the video at its end", () => {
    expect(clockOf({ targetLatency: 1 }).newestAt(0)).toBe(0);
    expect(clockOf({ targetLatency: 1, chunk: 0.5, encoderDelay: 3 }).newestAt(0)).toBe(0);
    expect(clockOf().newestAt(1000)).toBe(100);
  });

  it("leaves the DVR window's oldest whole segment behind it", () => {
    const clock = clockOf({ dvrWindow: 10 });
    expect(clock.oldestAt(3)).toBe(0);
    // The edge is at 16.5 s: what is older than 6.5 s is gone.
    expect(clock.oldestAt(10.5)).toBe(8);
  });

  it("has the newest media never ahead of what is filmed, and never a whole chunk or segment behind it", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 90, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.option(fc.constantFrom(0.1, 0.5, 1), { nil: undefined }),
        (now, encoderDelay, chunk) => {
          const clock = clockOf({ encoderDelay, ...(chunk !== undefined && { chunk }) });
          const made = Math.min(100, clock.edgeAt(now) - encoderDelay);
          expect(clock.newestAt(now)).toBeLessThanOrEqual(made + 2e-9);
          expect(clock.newestAt(now)).toBeGreaterThan(made - (chunk ?? 2) - 2e-9);
        },
      ),
    );
  });
});
