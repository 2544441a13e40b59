import { describe, expect, it } from "vitest";
import type { PolicyContext } from "../../src/model/policy.js";
import { type Bba1Options, bba1, bba1Warnings } from "../../src/policies/bba-1.js";
import { goldenSession } from "./golden.js";
import { contextWith, ladder, observationWith } from "./stage.js";

// Segments of 4 s: mean sizes of 4, 8 and 20 Mbit. With the least reservoir, 8 s, the map rises from 4 Mbit at 8 s
// to 20 Mbit at 216 s: by 1 Mbit every 13 s.
const levels = ladder(1000, 2000, 5000);
const MEGABIT = 1e6;

interface Setting {
  readonly buffer: number;
  readonly last?: number;
  /** Mbit. */
  readonly sizes?: readonly number[];
  readonly remaining?: number;
  readonly maxBuffer?: number;
  readonly sizeOf?: PolicyContext["sizeOf"];
  readonly options?: Partial<Bba1Options>;
}

function levelAt({ buffer, last, sizes, remaining = 200, maxBuffer = 240, sizeOf, options = {} }: Setting) {
  const context = contextWith(levels, { maxBuffer, ...(sizeOf && { sizeOf }) });
  const bits = sizes?.map((size) => size * MEGABIT);
  const segment = { index: 10, duration: 4, remaining, ...(bits && { sizes: bits }) };
  const observation = observationWith(levels, { buffer, lastLevel: last, maxBuffer, segment });
  return bba1(options, context).decide(observation).level;
}

describe("bba-1", () => {
  it("decide_firstSegment_lowest", () => {
    expect(levelAt({ buffer: 0 })).toBe(0);
  });

  it("decide_sizesUnknown_leastReservoirAndMeanSizes", () => {
    expect([8, 60, 60.1, 216].map((buffer) => levelAt({ buffer, last: 0 }))).toEqual([0, 0, 1, 2]);
  });

  it.each([
    [6, 34, 0], // 6 Mbit at 34 s: what level 1 needs, and not more.
    [6, 34.1, 1],
    [10, 85.9, 0],
    [10, 86.1, 1],
  ])("decide_nextSegmentOf%dMbitAtLevel1AndBufferOf%ds_level%d", (size, buffer, level) => {
    expect(levelAt({ buffer, last: 0, sizes: [4, size, 20] })).toBe(level);
  });

  it.each([
    [60.1, 2], // Over 8 Mbit
    [60, 2], // 8 Mbit exactly: the lowest level that needs more is the current one.
    [59.9, 1],
  ])("decide_topPlayedAndBufferOf%ds_level%d", (buffer, level) => {
    expect(levelAt({ buffer, last: 2, sizes: [4, 8, 20] })).toBe(level);
  });

  it("decide_sizesFromTheContext_asFromTheSegment", () => {
    const sizeOf = (index: number, level: number) => [4, index === 10 ? 6 : 8, 20][level]! * MEGABIT;
    expect(levelAt({ buffer: 34.1, last: 0, sizeOf })).toBe(1);
  });

  describe("reservoir", () => {
    /** The lowest level's segments are all this many times as large as its bitrate says. */
    const swollen =
      (factor: number): PolicyContext["sizeOf"] =>
      (_, level) =>
        level === 0 ? 4 * factor * MEGABIT : undefined;

    /** The buffer level up to which the lowest level is played, though its next segment be small; seconds. */
    const reservoirOf = (setting: Omit<Setting, "buffer">): number => {
      let [within, beyond] = [0, 300];
      while (beyond - within > 1e-9) {
        const buffer = (within + beyond) / 2;
        if (levelAt({ ...setting, last: 2, buffer, sizes: [1, 8, 20] }) === 0) within = buffer;
        else beyond = buffer;
      }
      return beyond;
    };

    it("decide_largerSegmentsToCome_coversTheirDeficit", () => {
      // 480 s are 120 segments; each takes 4.8 s to come at 1 Mbit/s and plays for 4: 96 s in all.
      expect(reservoirOf({ sizeOf: swollen(1.2) })).toBeCloseTo(96, 6);
    });

    it("decide_fewSegmentsLeft_coversThoseAlone", () => {
      expect(reservoirOf({ sizeOf: swollen(1.2), remaining: 50 })).toBeCloseTo(40, 6);
    });

    it("decide_sizesKnownForAWhile_coversThose", () => {
      const sizeOf = (index: number, level: number) =>
        index < 40 ? swollen(1.2)?.(index, level) : undefined;
      expect(reservoirOf({ sizeOf })).toBeCloseTo(24, 6);
    });

    it("decide_anyDeficit_between8And140s", () => {
      expect(reservoirOf({ sizeOf: swollen(0.5) })).toBeCloseTo(8, 6);
      expect(reservoirOf({ sizeOf: swollen(2) })).toBeCloseTo(140, 6);
    });

    it("decide_smallBuffer_shrinksButForItsLeast", () => {
      // A quarter: 30 segments ahead, at most 35 s, at least 8 s still.
      const maxBuffer = 60;
      expect(reservoirOf({ maxBuffer, sizeOf: swollen(1.2) })).toBeCloseTo(24, 6);
      expect(reservoirOf({ maxBuffer, sizeOf: swollen(2) })).toBeCloseTo(35, 6);
      expect(reservoirOf({ maxBuffer })).toBeCloseTo(8, 6);
      expect(reservoirOf({ maxBuffer: 12 })).toBeCloseTo(7, 6);
    });

    it("decide_otherBounds_taken", () => {
      expect(reservoirOf({ options: { minReservoirSeconds: 20 } })).toBeCloseTo(20, 6);
      expect(reservoirOf({ sizeOf: swollen(1.2), options: { lookaheadSeconds: 240 } })).toBeCloseTo(48, 6);
    });
  });

  it("session_goldenTrace_asFrozen", () => {
    expect(goldenSession(bba1)).toBe(GOLDEN);
  });
});

const GOLDEN = "000011222333333344444444433333333444444444433334444444444444433333333344444";

describe("bba1Warnings", () => {
  const setting = { levels, segmentDuration: 4, maxBuffer: 60 };
  it("warnings_scaledMap_noneButInABufferWithinTheReservoir", () => {
    for (const maxBuffer of [240, 60, 20]) expect(bba1Warnings({}, { ...setting, maxBuffer })).toEqual([]);
    expect(bba1Warnings({}, { ...setting, maxBuffer: 8 })).toEqual([
      "stays at level 0: its buffer is at most 4 s at a decision (maximum 8 s, segments of 4 s), which is within its " +
        "reservoir",
    ]);
  });

  it("warnings_unscaledMapInASmallBuffer_saysItsEndIsOutOfReach", () => {
    expect(bba1Warnings({ scaleToPlayer: false }, setting)).toEqual([
      "never gets to its map's end (216 s): its buffer is at most 56 s at a decision (maximum 60 s, segments of 4 s)",
    ]);
  });
});
