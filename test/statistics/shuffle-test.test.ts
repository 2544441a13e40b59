import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/random.js";
import { shuffleTest } from "../../src/statistics/shuffle-test.js";
import { meanOf } from "./synthetic.js";

const random = () => randomStream(1, "permutation");
/** Each group's values; the other side of each cluster is a number that must not count. */
function groups(arm: number[], control: number[], more: { strata?: number[]; resamples?: number } = {}) {
  return shuffleTest({
    arm: meanOf([...arm, ...control.map(() => 1e6)]),
    control: meanOf([...arm.map(() => -1e6), ...control]),
    inArm: Uint8Array.from([...arm.map(() => 1), ...control.map(() => 0)]),
    random: random(),
    ...more,
  });
}

describe("shuffleTest", () => {
  it("goes through all ways to deal the labels", () => {
    // Six ways; 4 + 3 is the highest sum.
    expect(groups([3, 4], [1, 2])).toEqual({ twoSided: 2 / 6, greater: 1 / 6, less: 1, exact: true });
  });

  it("agrees with the tomato plants of Box, Hunter and Hunter", () => {
    // "Statistics for Experimenters", 2nd edition 2005, section 3.1: 154 of 462; SciPy's permutation_test says so too.
    const standard = [29.9, 11.4, 25.3, 16.5, 21.1];
    const modified = [26.6, 23.7, 28.5, 14.2, 17.9, 24.3];
    const found = groups(modified, standard)!;
    expect(found.exact).toBe(true);
    expect(found.greater * 462).toBeCloseTo(154, 9);
    expect(found.less * 462).toBeCloseTo(311, 9);
  });

  it("deals within strata", () => {
    // Each stratum's one label can go two ways: 4 ways. Sums of the arm: 2 + 20, 1 + 20, 2 + 10, 1 + 10.
    const found = shuffleTest({
      arm: meanOf([1, 2, 10, 20]),
      control: meanOf([1, 2, 10, 20]),
      inArm: Uint8Array.of(0, 1, 1, 0),
      strata: [0, 0, 1, 1],
      random: random(),
    });
    expect(found).toEqual({ twoSided: 1, greater: 3 / 4, less: 2 / 4, exact: true });
  });

  it("compares ratios of sums", () => {
    const both = { numerator: Float64Array.of(1, 1, 1), denominator: Float64Array.of(1, 2, 4) };
    // The arm's one cluster has 1, 1/2 or 1/4, the control's two 2/6, 2/5 or 2/3.
    const found = shuffleTest({ arm: both, control: both, inArm: Uint8Array.of(1, 0, 0), random: random() })!;
    expect(found).toEqual({ twoSided: 1 / 3, greater: 1 / 3, less: 1, exact: true });
  });

  it("samples where there are too many ways, and never says 0", () => {
    const low = Array.from({ length: 15 }, (_, at) => at);
    const high = low.map((value) => value + 100);
    expect(groups(high, low, { resamples: 999 })).toEqual({
      ...{ twoSided: 1 / 1000, greater: 1 / 1000, less: 1, exact: false },
    });
  });

  it("samples about what going through all ways would give", () => {
    const arm = [5, 9, 2, 8, 7, 7, 4, 6];
    const control = [3, 6, 1, 8, 5, 2, 4, 7];
    const exact = groups(arm, control)!;
    // Clusters that say nothing bring it over the limit.
    const nothing = { numerator: 0, denominator: 0 };
    const padded = [...arm, ...control].map((value) => ({ numerator: value, denominator: 1 }));
    const all = [...padded, ...new Array<typeof nothing>(20).fill(nothing)];
    const both = {
      numerator: Float64Array.from(all, ({ numerator }) => numerator),
      denominator: Float64Array.from(all, ({ denominator }) => denominator),
    };
    const inArm = Uint8Array.from(all, (_, at) => (at < 8 || (at >= 16 && at % 2 === 1) ? 1 : 0));
    const strata = all.map((_, at) => (at < 16 ? 0 : 1));
    const sampled = shuffleTest({ arm: both, control: both, inArm, strata, random: random() })!;
    expect(sampled.exact).toBe(false);
    expect(Math.abs(sampled.twoSided - exact.twoSided)).toBeLessThan(0.02);
  });

  it("is undefined where a group is empty", () => {
    expect(groups([], [1, 2])).toBeUndefined();
    expect(groups([1, 2], [])).toBeUndefined();
  });

  it("refuses groups over other clusters", () => {
    expect(() =>
      shuffleTest({
        arm: meanOf([1, 2]),
        control: meanOf([1, 2]),
        inArm: Uint8Array.of(1),
        random: random(),
      }),
    ).toThrow(RangeError);
  });
});
