import { describe, expect, it } from "vitest";
import { heightCap, highestWithinHeight } from "../../../src/policies/shared/device-cap.js";

const saver = { share: 0.2, height: 720 };

describe("heightCap", () => {
  it("is undefined where nothing is known", () => {
    expect(heightCap(undefined, saver)).toBeUndefined();
    expect(heightCap({ battery: 0.9 }, saver)).toBeUndefined();
  });
  it("is the screen's height", () => expect(heightCap({ maxHeight: 1080, battery: 0.5 }, saver)).toBe(1080));
  it("is the lower of screen and saver on a low battery", () => {
    expect(heightCap({ maxHeight: 1080, battery: 0.1 }, saver)).toBe(720);
    expect(heightCap({ maxHeight: 480, battery: 0.1 }, saver)).toBe(480);
    expect(heightCap({ battery: 0.1 }, saver)).toBe(720);
  });
  it("leaves the battery alone unless told", () => {
    expect(heightCap({ maxHeight: 1080, battery: 0.1 })).toBe(1080);
  });
});

describe("highestWithinHeight", () => {
  const levels = [360, 720, undefined, 1080, 720].map((height, index) => ({
    bitrate: 1000 + index,
    ...(height !== undefined && { height }),
  }));
  it("stops below the first taller level, even if shorter ones follow", () =>
    expect(highestWithinHeight(levels, 720)).toBe(2));
  it("counts an equal height as fitting", () => expect(highestWithinHeight(levels, 1080)).toBe(4));
  it("leaves the lowest where every level is taller", () => expect(highestWithinHeight(levels, 100)).toBe(0));
  it("caps nothing where nothing is known", () => {
    expect(highestWithinHeight(levels, undefined)).toBe(4);
    expect(highestWithinHeight([{ bitrate: 1 }, { bitrate: 2 }], 100)).toBe(1);
  });
});
