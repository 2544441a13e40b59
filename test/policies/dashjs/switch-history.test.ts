import { describe, expect, it } from "vitest";
import { createSwitchHistory } from "../../../src/policies/dashjs/switch-history.js";

function historyOf(...decisions: readonly (readonly [from: number, to: number])[]) {
  const history = createSwitchHistory(4, { switchHistorySampleSize: 8, switchHistoryThreshold: 0.25 });
  for (const [from, to] of decisions) history.add(from, to);
  return history;
}

const times = <T>(count: number, decision: T): T[] => new Array<T>(count).fill(decision);

describe("SwitchHistory", () => {
  it("highest_fewerThan8_any", () => {
    expect(historyOf(...times(7, [2, 1] as const)).highest()).toBeUndefined();
    expect(historyOf(...times(8, [2, 1] as const)).highest()).toBe(1);
  });

  it("highest_dropsOverOthersAtTheThreshold_any", () => {
    // 1 drop for 7 others, 2 for 6, and exactly a quarter: 1 for 4
    const stay = [2, 2] as const;
    expect(historyOf(...times(7, stay), [2, 1]).highest()).toBeUndefined();
    expect(historyOf(...times(6, stay), ...times(2, [2, 0] as const)).highest()).toBe(1);
    const exact = createSwitchHistory(4, { switchHistorySampleSize: 5, switchHistoryThreshold: 0.25 });
    for (const [from, to] of [...times(4, stay), [2, 1] as const]) exact.add(from, to);
    expect(exact.highest()).toBeUndefined();
  });

  it("highest_upAndSame_countAsHeld", () => {
    expect(historyOf(...times(4, [1, 3] as const), ...times(4, [1, 1] as const)).highest()).toBeUndefined();
  });

  it("highest_dropsBelow_countForTheLevelsAboveAndAllowTheFirstThatMakes8", () => {
    // 4 at level 1 are too few; with 4 at level 2, at which none led down, there are 8: no higher than level 2
    expect(historyOf(...times(4, [1, 0] as const), ...times(4, [2, 2] as const)).highest()).toBe(2);
  });

  it("highest_dropsAtTheLowest_cannotBe", () => {
    expect(historyOf(...times(8, [0, 0] as const)).highest()).toBeUndefined();
  });

  it("highest_oldDrops_areForgottenAfter8", () => {
    const history = historyOf(...times(3, [2, 1] as const), ...times(5, [2, 2] as const));
    expect(history.highest()).toBe(1);
    history.add(2, 2);
    history.add(2, 2);
    expect(history.highest()).toBeUndefined();
  });

  it("clear_drops_forgotten", () => {
    const history = historyOf(...times(8, [2, 1] as const));
    history.clear();
    for (let each = 0; each < 7; each++) history.add(2, 1);
    expect(history.highest()).toBeUndefined();
    history.add(2, 1);
    expect(history.highest()).toBe(1);
  });
});
