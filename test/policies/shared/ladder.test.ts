import { describe, expect, it } from "vitest";
import { highestOrLowest, highestWithin } from "../../../src/policies/shared/ladder.js";

const levels = [{ bitrate: 300e3 }, { bitrate: 800e3 }, { bitrate: 1600e3 }];

describe("highestOrLowest", () => {
  it.each([
    [2000e3, 2],
    [1600e3, 2],
    [1599e3, 1],
    [300e3, 0],
  ])("is at %d bit/s the highest level that fits, an equal one included", (bitrate, level) => {
    expect(highestOrLowest(levels, bitrate)).toBe(level);
    expect(highestWithin(levels, bitrate)).toBe(level);
  });

  it.each([299e3, 0, -1, Number.NaN])("is the lowest where none fits, as at %d bit/s", (bitrate) => {
    expect(highestOrLowest(levels, bitrate)).toBe(0);
    expect(highestWithin(levels, bitrate)).toBeUndefined();
  });
});
