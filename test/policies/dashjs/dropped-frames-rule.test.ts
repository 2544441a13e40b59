import { describe, expect, it } from "vitest";
import { createDroppedFramesRule } from "../../../src/policies/dashjs/dropped-frames-rule.js";

const rule = () => createDroppedFramesRule(3, { droppedFramesSampleSize: 375, droppedFramesThreshold: 0.25 });

describe("DroppedFramesRule", () => {
  it("highest_moreThan375FramesAndOverAQuarterDropped_oneBelow", () => {
    const enough = rule();
    enough.see(2, { droppedFrames: 95, totalFrames: 376 });
    expect(enough.highest()).toBe(1);
    const few = rule();
    few.see(2, { droppedFrames: 375, totalFrames: 375 });
    expect(few.highest()).toBeUndefined();
    const borne = rule();
    borne.see(2, { droppedFrames: 94, totalFrames: 376 });
    expect(borne.highest()).toBeUndefined();
  });

  it("highest_severalLevels_theFirstThatDrops", () => {
    const frames = rule();
    frames.see(2, { droppedFrames: 300, totalFrames: 400 });
    frames.see(1, { droppedFrames: 600, totalFrames: 800 });
    expect(frames.highest()).toBe(0);
  });

  it("highest_theLowest_neverJudged", () => {
    const frames = rule();
    frames.see(0, { droppedFrames: 400, totalFrames: 400 });
    expect(frames.highest()).toBeUndefined();
  });

  it("see_counters_onlyWhatWasAddedCounts", () => {
    const frames = rule();
    frames.see(1, { droppedFrames: 10, totalFrames: 1000 });
    // Level 2: 390 of 400
    frames.see(2, { droppedFrames: 400, totalFrames: 1400 });
    expect(frames.highest()).toBe(1);
  });

  it("see_nothingKnown_nothingCounted", () => {
    const frames = rule();
    frames.see(undefined, { droppedFrames: 1000, totalFrames: 1000 });
    frames.see(2, undefined);
    frames.see(2, { droppedFrames: 1000 });
    expect(frames.highest()).toBeUndefined();
    frames.see(2, { totalFrames: 1000 });
    expect(frames.highest()).toBeUndefined();
  });
});
