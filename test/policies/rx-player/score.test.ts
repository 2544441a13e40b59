import { describe, expect, it } from "vitest";
import { ScoreKeeper } from "../../../src/policies/rx-player/score.js";

const made = () => new ScoreKeeper({ scoreHalfLifeSeconds: 5, sureSegments: 3, sureSeconds: 10 });

describe("ScoreKeeper", () => {
  it("scoreOf_secondsOfMediaInASecond", () => {
    const scores = made();
    scores.add(1, 2, 4);
    expect(scores.scoreOf(1)!.score).toBeCloseTo(2, 12);
    scores.add(1, 8, 4);
    // 2 for 2 s, then 0.5 for 8 s, half-life 5 s
    const [a, b] = [0.5 ** (2 / 5), 0.5 ** (8 / 5)];
    expect(scores.scoreOf(1)!.score).toBeCloseTo((b * (1 - a) * 2 + (1 - b) * 0.5) / (1 - a * b), 12);
  });

  it("scoreOf_anotherLevel_undefined", () => {
    const scores = made();
    expect(scores.scoreOf(0)).toBeUndefined();
    scores.add(1, 2, 4);
    expect(scores.scoreOf(0)).toBeUndefined();
  });

  it("add_anotherLevel_startsAnew", () => {
    const scores = made();
    for (let i = 0; i < 3; i++) scores.add(1, 2, 4);
    expect(scores.scoreOf(1)!.sure).toBe(true);
    scores.add(2, 4, 4);
    expect(scores.scoreOf(1)).toBeUndefined();
    expect(scores.scoreOf(2)).toEqual({ score: 1, sure: false });
  });

  it.each([
    [2, 12, false],
    [3, 9.999, false],
    [3, 10, true],
  ])("scoreOf_%i segments of %d s in all_sure: %s", (segments, media, sure) => {
    const scores = made();
    scores.add(0, 1, media - (segments - 1));
    for (let i = 1; i < segments; i++) scores.add(0, 1, 1);
    expect(scores.scoreOf(0)!.sure).toBe(sure);
  });

  it("add_noTime_doesNotCount", () => {
    const scores = made();
    scores.add(0, 0, 4);
    expect(scores.scoreOf(0)).toBeUndefined();
  });
});
