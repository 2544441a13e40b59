import { describe, expect, it } from "vitest";
import { DroppedFrames } from "../../../src/policies/shaka/dropped-frames.js";
import { ladder, observationWith } from "../stage.js";

const at = (now: number, droppedFrames: number, totalFrames: number, playbackRate = 1) =>
  observationWith(ladder(500), { now, playbackRate, device: { droppedFrames, totalFrames } });

/** Counted every 2 s; a quarter is too many. */
function counted(now: number) {
  const frames = new DroppedFrames({ interval: 2, threshold: 0.25 });
  frames.areTooMany(at(now, 0, 100));
  return frames;
}

describe("DroppedFrames", () => {
  it("areTooMany_shareSinceTheLastCount", () => {
    expect(counted(10).areTooMany(at(12, 24, 200))).toBe(false);
    expect(counted(10).areTooMany(at(12, 25, 200))).toBe(true);
  });

  it("areTooMany_beforeTheInterval_notCounted", () => {
    const frames = counted(10);
    expect(frames.areTooMany(at(11.5, 90, 200))).toBe(false);
    expect(frames.areTooMany(at(12, 90, 200))).toBe(true);
  });

  it("areTooMany_afterStartingOver_countsFromThere", () => {
    const frames = counted(10);
    frames.startOver({ droppedFrames: 90, totalFrames: 200 });
    expect(frames.areTooMany(at(12, 90, 300))).toBe(false);
  });

  it("areTooMany_playedFast_never", () => {
    const frames = counted(10);
    expect(frames.areTooMany(at(12, 90, 200, 1.5))).toBe(false);
    expect(frames.areTooMany(at(14, 90, 300))).toBe(false);
  });

  it("areTooMany_nothingKnownOrShown_no", () => {
    const frames = counted(10);
    expect(frames.areTooMany(observationWith(ladder(500), { now: 20 }))).toBe(false);
    expect(frames.areTooMany(at(20, 0, 0))).toBe(false);
    expect(counted(10).areTooMany(at(20, 0, 100))).toBe(false);
  });
});
