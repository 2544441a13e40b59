import { describe, expect, it } from "vitest";
import { BufferBasedChooser } from "../../../src/policies/rx-player/buffer-based.js";
import { rxPlayerDefaults } from "../../../src/policies/rx-player.js";
import { ladder } from "../stage.js";

// Bitrates 1, 2, 4: u = 1, 1 + ln 2, 1 + 2 ln 2; gp = 2 ln 2 / 16 = 0.0866434. Level 1: (2 - (1 + ln 2)) / (2 - 1) =
// 1 - ln 2 = 0.3068528, / gp + 1 = 4.5415603; level 2: (4 (1 + ln 2) - 2 (1 + 2 ln 2)) / (4 - 2) = 1, / gp + 1 =
// 12.5415603; and 8 s more. The lowest: 4 s.
const levels = ladder(1000, 2000, 4000);
const NEEDED = [4, 12.54156, 20.54156];
const sure = (score: number) => ({ score, sure: true });

const made = () => new BufferBasedChooser(levels, rxPlayerDefaults);

/** The choice after a segment of a level has been added. */
function chosen(chooser: BufferBasedChooser, level: number, buffer: number, more: object = {}) {
  chooser.segmentAdded({ now: 100, buffer, level, score: sure(1.2), playbackRate: 1, ...more });
  return chooser.level;
}

describe("BufferBasedChooser", () => {
  it("level_beforeAnySegment_undefined", () => {
    expect(made().level).toBeUndefined();
  });

  it("segmentAdded_enoughBufferForTheNext_oneUp", () => {
    expect(chosen(made(), 0, NEEDED[1]! - 1e-4)).toBe(0);
    expect(chosen(made(), 0, NEEDED[1]! + 1e-4)).toBe(1);
    expect(chosen(made(), 0, 60)).toBe(1);
    expect(chosen(made(), 1, NEEDED[2]! - 1e-4)).toBe(1);
    expect(chosen(made(), 1, NEEDED[2]! + 1e-4)).toBe(2);
    expect(chosen(made(), 2, 60)).toBe(2);
  });

  it("segmentAdded_tooLittleBuffer_highestThatHasEnough", () => {
    expect(chosen(made(), 2, NEEDED[2]! - 1e-4)).toBe(1);
    expect(chosen(made(), 2, NEEDED[1]! - 1e-4)).toBe(0);
    expect(chosen(made(), 1, 0)).toBe(0);
    expect(chosen(made(), 0, 3.999)).toBe(0);
  });

  it("segmentAdded_scoreTooLowToRise_stays", () => {
    expect(chosen(made(), 0, 60, { score: sure(1.149) })).toBe(0);
    expect(chosen(made(), 0, 60, { score: sure(1.15) })).toBe(1);
    expect(chosen(made(), 0, 60, { score: { score: 5, sure: false } })).toBe(0);
    expect(chosen(made(), 0, 60, { score: undefined })).toBe(0);
  });

  it("segmentAdded_notKeptUp_lower", () => {
    expect(chosen(made(), 2, 60, { score: sure(1) })).toBe(2);
    expect(chosen(made(), 2, 60, { score: sure(0.999) })).toBe(1);
    expect(chosen(made(), 2, 60, { score: { score: 0.1, sure: false } })).toBe(2);
  });

  it("segmentAdded_playbackRate_dividesTheScore", () => {
    expect(chosen(made(), 0, 60, { score: sure(2.29), playbackRate: 2 })).toBe(0);
    expect(chosen(made(), 0, 60, { score: sure(2.3), playbackRate: 2 })).toBe(1);
    expect(chosen(made(), 2, 60, { score: sure(1.9), playbackRate: 2 })).toBe(1);
  });

  it("segmentAdded_onceTooHigh_blocksRisesFor9s", () => {
    const chooser = made();
    // The first time counts as soon: 6 s + 3 s.
    chosen(chooser, 2, 10, { now: 100 });
    expect(chosen(chooser, 0, 60, { now: 108.999 })).toBe(0);
    expect(chosen(chooser, 0, 60, { now: 109 })).toBe(1);
  });

  it("segmentAdded_tooHighAgainSoon_blocksLongerUpTo15s", () => {
    const chooser = made();
    for (const now of [100, 110, 120, 130]) chosen(chooser, 2, 10, { now });
    expect(chosen(chooser, 0, 60, { now: 144.999 })).toBe(0);
    expect(chosen(chooser, 0, 60, { now: 145 })).toBe(1);
  });

  it("segmentAdded_tooHighAgainLater_blocksAShorterTime", () => {
    const blockedFor = (again: number) => {
      const chooser = made();
      chosen(chooser, 2, 10, { now: 100 });
      chosen(chooser, 2, 10, { now: again });
      return [7.999, 8, 9, 12].find((delay) => chosen(chooser, 0, 60, { now: again + delay }) === 1);
    };
    // 9 s + 9 s is soon no more: 9 s - 1 s.
    expect(blockedFor(117.999)).toBe(12);
    expect(blockedFor(118)).toBe(8);
  });

  it("segmentAdded_tooHighRarely_blocksFor6sAtLeast", () => {
    const chooser = made();
    for (let i = 0; i < 10; i++) chosen(chooser, 2, 10, { now: 100 * i });
    expect(chosen(chooser, 0, 60, { now: 905.999 })).toBe(0);
    expect(chosen(chooser, 0, 60, { now: 906 })).toBe(1);
  });

  it("segmentAdded_ladderOfOne_thatLevel", () => {
    const chooser = new BufferBasedChooser(ladder(500), rxPlayerDefaults);
    expect([0, 60].map((buffer) => chosen(chooser, 0, buffer))).toEqual([0, 0]);
  });
});
