import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bufferFactorAt, highestWithin, maxHeightAt } from "../../../src/engine/behaviours/device-events.js";

const EVENTS = [
  { at: 10, what: "high latency", levelsDown: 1, bufferFactor: 1.5 },
  { at: 20, what: "hdcp error", maxHeight: 480 },
  { at: 30, what: "high latency", levelsDown: 1, bufferFactor: 2 },
  { at: 40, what: "hdcp error", maxHeight: 720 },
] as const;

describe("bufferFactorAt", () => {
  it("multiplies the factors of what has happened", () => {
    expect([0, 10, 29, 30].map((now) => bufferFactorAt(EVENTS, now))).toEqual([1, 1.5, 1.5, 3]);
    expect(bufferFactorAt(undefined, 10)).toBe(1);
  });
});

describe("maxHeightAt", () => {
  it("is the least of the device's own and those of failures so far", () => {
    expect([19, 20, 50].map((now) => maxHeightAt(1080, EVENTS, now))).toEqual([1080, 480, 480]);
    expect(maxHeightAt(360, EVENTS, 50)).toBe(360);
    expect(maxHeightAt(undefined, EVENTS, 19)).toBeUndefined();
    expect(maxHeightAt(undefined, EVENTS, 20)).toBe(480);
  });
});

describe("highestWithin", () => {
  const ladder = (heights: readonly (number | undefined)[]) =>
    heights.map((height, index) => ({
      bitrate: (index + 1) * 1e6,
      ...(height === undefined ? {} : { height }),
    }));

  it("is the highest level up to which none is too high", () => {
    expect(highestWithin(ladder([360, 720, 1080, 2160]), 1080)).toBe(2);
    expect(highestWithin(ladder([360, 720, 1080, 2160]), 1000)).toBe(1);
  });

  it("is the lowest where all are too high, and the highest where none is", () => {
    expect(highestWithin(ladder([720, 1080]), 480)).toBe(0);
    expect(highestWithin(ladder([720, 1080]), 4320)).toBe(1);
  });

  it("lets pass what is not known", () => {
    expect(highestWithin(ladder([360, undefined, 1080]), 720)).toBe(1);
  });

  it("allows no level that is too high, but the lowest", () => {
    const heights = fc.array(fc.option(fc.integer({ min: 100, max: 4000 }), { nil: undefined }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(heights, fc.integer({ min: 1, max: 5000 }), (all, maxHeight) => {
        const highest = highestWithin(ladder(all), maxHeight);
        for (const height of all.slice(0, highest + 1).slice(1))
          if (height !== undefined) expect(height).toBeLessThanOrEqual(maxHeight);
        const next = all[highest + 1];
        if (highest > 0 && highest + 1 < all.length) expect(next).toBeGreaterThan(maxHeight);
      }),
    );
  });
});
