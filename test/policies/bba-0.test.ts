import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Bba0Options, bba0, bba0Warnings } from "../../src/policies/bba-0.js";
import { goldenSession } from "./golden.js";
import { contextWith, ladder, observationWith } from "./stage.js";

// In a buffer of 240 s the map gives 1000 kbit/s at 90 s, 2000 at 121.5, 3000 at 153, 4000 at 184.5, 5000 at 216 s.
const levels = ladder(1000, 2000, 3000, 4000, 5000);
const FULL_SIZE = 240;

const levelAt = (
  buffer: number,
  lastLevel: number | undefined,
  {
    maxBuffer = FULL_SIZE,
    allowed = [0, 4] as [number, number],
    ...options
  }: Partial<Bba0Options> & {
    maxBuffer?: number;
    allowed?: [number, number];
  } = {},
) =>
  bba0(options, contextWith(levels, { maxBuffer })).decide(
    observationWith(levels, { buffer, lastLevel, maxBuffer, allowed }),
  ).level;

describe("bba-0", () => {
  it("decide_firstSegment_lowest", () => {
    expect(levelAt(0, undefined)).toBe(0);
  });

  it.each([0, 45, 90])("decide_withinReservoirAt%ds_lowestWhateverPlayed", (buffer) => {
    expect([0, 2, 4].map((last) => levelAt(buffer, last))).toEqual([0, 0, 0]);
  });

  it.each([216, 230])("decide_pastCushionAt%ds_topWhateverPlayed", (buffer) => {
    expect([0, 2, 4].map((last) => levelAt(buffer, last))).toEqual([4, 4, 4]);
  });

  it.each([
    [121.4, 0], // The map gives less than 2000.
    [121.5, 0], // Exactly 2000: the highest level below that is the current one.
    [121.6, 1],
    [170, 2], // 3539: two levels at once.
    [215.9, 3], // 4997
  ])("decide_lowestPlayedAndBufferOf%ds_level%d", (buffer, level) => {
    expect(levelAt(buffer, 0)).toBe(level);
  });

  it.each([
    [184.6, 4], // 4003 is more than the next level down.
    [184.5, 4], // Exactly 4000: the lowest level above that is the current one.
    [184.4, 3],
    [125, 2], // 2111: two levels at once.
    [90.1, 1], // 1003
  ])("decide_topPlayedAndBufferOf%ds_level%d", (buffer, level) => {
    expect(levelAt(buffer, 4)).toBe(level);
  });

  it("decide_mapBetweenTheNeighbours_stays", () => {
    for (const buffer of [130, 150, 170, 184.4]) expect(levelAt(buffer, 2)).toBe(2);
  });

  it("decide_smallBuffer_mapShrinksWithIt", () => {
    // A quarter: reservoir 22.5 s, end 54 s, the middle of the ladder at 38.25 s.
    const at = (buffer: number, last: number) => levelAt(buffer, last, { maxBuffer: 60 });
    expect([22.5, 38.2, 38.3, 54].map((buffer) => at(buffer, 0))).toEqual([0, 1, 2, 4]);
    expect(at(22.6, 4)).toBe(1);
  });

  it("decide_tinyBuffer_topWhereABufferCanGet", () => {
    // Of 20 s at most 16 are there at a decision; 90 % would be 18.
    expect(levelAt(16, 0, { maxBuffer: 20 })).toBe(4);
    expect(levelAt(15.9, 0, { maxBuffer: 20 })).toBe(3);
  });

  it("decide_unscaled_secondsAsPublished", () => {
    expect(levelAt(56, 0, { maxBuffer: 60, scaleToPlayer: false })).toBe(0);
    const small = { maxBuffer: 60, scaleToPlayer: false, reservoirSeconds: 5, cushionSeconds: 20 };
    expect(levelAt(25, 0, small)).toBe(4);
  });

  it("decide_levelsRuledOut_nearestAllowed", () => {
    expect(levelAt(0, 2, { allowed: [1, 3] })).toBe(1);
    expect(levelAt(230, 2, { allowed: [1, 3] })).toBe(3);
  });

  it("decide_moreBufferAndAHigherLevelPlayed_neverALowerLevel", () => {
    const buffers = fc.double({ min: 0, max: 240, noNaN: true });
    fc.assert(
      fc.property(buffers, buffers, fc.nat(4), fc.nat(4), (one, other, last, otherLast) => {
        const lower = levelAt(Math.min(one, other), Math.min(last, otherLast));
        const upper = levelAt(Math.max(one, other), Math.max(last, otherLast));
        expect(upper).toBeGreaterThanOrEqual(lower);
      }),
    );
  });

  it("session_goldenTrace_asFrozen", () => {
    expect(goldenSession(bba0)).toBe(GOLDEN);
  });
});

const GOLDEN = "000000001223333444333333344444444444444444443333333444444444442223333444444";

describe("bba0Warnings", () => {
  const setting = { levels, segmentDuration: 4, maxBuffer: 60 };
  it("warnings_scaledMap_none", () => {
    for (const maxBuffer of [240, 60, 20]) expect(bba0Warnings({}, { ...setting, maxBuffer })).toEqual([]);
  });

  it("warnings_bufferWithinReservoir_saysItStays", () => {
    expect(bba0Warnings({ scaleToPlayer: false }, setting)).toEqual([
      "stays at level 0: its buffer is at most 56 s at a decision (maximum 60 s, segments of 4 s), which is within " +
        "its reservoir",
    ]);
    expect(bba0Warnings({}, { ...setting, maxBuffer: 6 })[0]).toMatch(/^stays at level 0/);
  });

  it("warnings_bufferShortOfTheMapsEnd_saysHowHighItGets", () => {
    const short = { ...setting, maxBuffer: 174 };
    expect(bba0Warnings({ scaleToPlayer: false }, short)).toEqual([
      "cannot go above level 2 of 4: its buffer is at most 170 s at a decision (maximum 174 s, segments of 4 s)",
    ]);
  });
});
