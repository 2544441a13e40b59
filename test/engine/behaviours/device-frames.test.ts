import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { framesOf } from "../../../src/engine/behaviours/device-frames.js";

const FULL_HD = { bitrate: 6e6, width: 1920, height: 1080, frameRate: 50 };
/** 1920 x 1080 x 50. */
const NEEDED = 103_680_000;

describe("framesOf", () => {
  it("drops the share that the decoder lacks", () => {
    const frames = framesOf(FULL_HD, 10, 1, NEEDED * 0.75)!;
    expect(frames.total).toBe(500);
    expect(frames.dropped).toBeCloseTo(125, 9);
  });

  it("drops nothing that can be decoded", () => {
    expect(framesOf(FULL_HD, 10, 1, NEEDED)).toEqual({ total: 500, dropped: 0 });
    expect(framesOf(FULL_HD, 10, 1, undefined)).toEqual({ total: 500, dropped: 0 });
  });

  it("drops more when playback is faster, of as many frames", () => {
    const frames = framesOf(FULL_HD, 10, 2, NEEDED)!;
    expect(frames.total).toBe(500);
    expect(frames.dropped).toBeCloseTo(250, 9);
  });

  it("knows no frames without a frame rate, and no drops without a picture size", () => {
    expect(framesOf({ bitrate: 6e6, width: 1920, height: 1080 }, 10, 1, 1)).toBeUndefined();
    expect(framesOf({ bitrate: 6e6, frameRate: 50 }, 10, 1, 1)).toEqual({ total: 500, dropped: 0 });
  });

  it("shows no more than the decoder can, and drops no more than there are", () => {
    const positive = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(positive, fc.double({ min: 0.1, max: 4, noNaN: true }), positive, (media, rate, power) => {
        const decodes = power * 1e6;
        const { total, dropped } = framesOf(FULL_HD, media, rate, decodes)!;
        expect(dropped).toBeGreaterThanOrEqual(0);
        expect(dropped).toBeLessThanOrEqual(total);
        const shownPixels = (total - dropped) * FULL_HD.width * FULL_HD.height;
        expect(shownPixels).toBeLessThanOrEqual(decodes * (media / rate) * (1 + 1e-9));
      }),
    );
  });
});
