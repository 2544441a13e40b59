import { describe, expect, it } from "vitest";
import { constant, constantWarnings } from "../../src/policies/constant.js";
import { contextWith, ladder, observationWith } from "./stage.js";

const levels = ladder(300, 750, 1200);
const at = (level: number) => constant({ level }, contextWith(levels));

describe("constant", () => {
  it("decide_noOptions_lowestLevel", () => {
    expect(constant({}, contextWith(levels)).decide(observationWith(levels)).level).toBe(0);
  });

  it("decide_levelOfLadder_thatLevelAtAnyBuffer", () => {
    const policy = at(1);
    for (const buffer of [0, 7, 60])
      expect(policy.decide(observationWith(levels, { buffer }))).toEqual({ level: 1, reason: "constant" });
  });

  it("decide_levelAboveLadder_top", () => {
    expect(at(7).decide(observationWith(levels)).level).toBe(2);
  });

  it("decide_levelNotAllowed_nearestAllowed", () => {
    expect(at(0).decide(observationWith(levels, { allowed: [1, 2] })).level).toBe(1);
    expect(at(2).decide(observationWith(levels, { allowed: [0, 1] })).level).toBe(1);
  });

  it("decide_twice_sameObjectUnchangeable", () => {
    const policy = at(1);
    const decision = policy.decide(observationWith(levels));
    expect(policy.decide(observationWith(levels))).toBe(decision);
    expect(Object.isFrozen(decision)).toBe(true);
  });

  it("warnings_levelAboveLadder_saysWhatPlays", () => {
    const setting = { levels, segmentDuration: 4, maxBuffer: 60 };
    expect(constantWarnings({ level: 2 }, setting)).toEqual([]);
    expect(constantWarnings({ level: 3 }, setting)).toEqual([
      "plays level 2, the ladder's top: there is no level 3",
    ]);
  });
});
