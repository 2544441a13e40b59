import { describe, expect, it } from "vitest";
import { type BbOptions, bb, bbWarnings } from "../../src/policies/bb.js";
import { contextWith, ladder, observationWith } from "./stage.js";

const six = ladder(300, 750, 1200, 1850, 2850, 4300);

function levelAt(buffer: number, options: Partial<BbOptions> = {}): number {
  return bb(options, contextWith(six)).decide(observationWith(six, { buffer, lastLevel: 3 })).level;
}

describe("bb", () => {
  it.each([
    [0, 0],
    [4.999, 0],
    [5, 0],
    // 5 levels above the lowest over a cushion of 10 s: one for every 2 s.
    [6.999, 0],
    [7, 1],
    [9, 2],
    [12.5, 3],
    [13, 4],
    [14.999, 4],
    [15, 5],
    [60, 5],
  ])("decide_buffer%ss_level%i", (buffer, level) => {
    expect(levelAt(buffer)).toBe(level);
  });

  it("decide_otherReservoirAndCushion_mapMoves", () => {
    const options = { reservoir: 10, cushion: 20 };
    expect([9.9, 13.9, 14, 29.9, 30].map((buffer) => levelAt(buffer, options))).toEqual([0, 0, 1, 4, 5]);
  });

  it("decide_firstSegment_firstLevelWhateverTheBuffer", () => {
    const first = observationWith(six, { buffer: 0 });
    expect(bb({}, contextWith(six)).decide(first).level).toBe(0);
    expect(bb({ firstLevel: 1 }, contextWith(six)).decide(first)).toEqual({
      level: 1,
      reason: "first segment",
    });
  });

  it("decide_firstLevelAboveLadder_top", () => {
    const one = ladder(300);
    expect(bb({ firstLevel: 1 }, contextWith(one)).decide(observationWith(one)).level).toBe(0);
  });

  it("decide_levelNotAllowed_nearestAllowed", () => {
    const policy = bb({}, contextWith(six));
    expect(policy.decide(observationWith(six, { buffer: 0, lastLevel: 2, allowed: [2, 4] })).level).toBe(2);
    expect(policy.decide(observationWith(six, { buffer: 60, lastLevel: 2, allowed: [2, 4] })).level).toBe(4);
  });

  it("decide_again_writesTheSameObjectAnew", () => {
    const policy = bb({}, contextWith(six));
    const decision = policy.decide(observationWith(six, { buffer: 60, lastLevel: 5 }));
    expect(decision).toEqual({ level: 5, reason: "buffer" });
    expect(policy.decide(observationWith(six, { buffer: 0, lastLevel: 5 }))).toBe(decision);
    expect(decision).toEqual({ level: 0, reason: "buffer" });
  });

  it("warnings_bufferTooSmallForTheTop_saysHowHighItGets", () => {
    const setting = { levels: six, segmentDuration: 4, maxBuffer: 19 };
    expect(bbWarnings({}, setting)).toEqual([]);
    expect(bbWarnings({}, { ...setting, maxBuffer: 18 })).toEqual([
      "cannot go above level 4 of 5: its buffer is at most 14 s at a decision (maximum 18 s, segments of 4 s)",
    ]);
  });
});
