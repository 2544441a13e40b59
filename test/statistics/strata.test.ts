import { describe, expect, it } from "vitest";
import { type Strata, strataOf, strataWithoutLoners } from "../../src/statistics/strata.js";

const spelled = ({ order, sizes }: Strata) => {
  let start = 0;
  return sizes.map((size) => {
    start += size;
    return [...order.subarray(start - size, start)];
  });
};

describe("strataOf", () => {
  it("gathers strata whose clusters do not stand together", () => {
    expect(spelled(strataOf([7, 2, 7]))).toEqual([[0, 2], [1]]);
  });
});

describe("strataWithoutLoners", () => {
  it("leaves strata of several clusters as they are", () => {
    expect(spelled(strataWithoutLoners([1, 0, 1, 0]))).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it("joins strata of one cluster", () => {
    expect(spelled(strataWithoutLoners([4, 0, 5, 0, 6]))).toEqual([
      [1, 3],
      [0, 2, 4],
    ]);
  });

  it("puts the only one to the smallest other stratum", () => {
    expect(spelled(strataWithoutLoners([0, 0, 0, 9, 1, 1]))).toEqual([
      [0, 1, 2],
      [4, 5, 3],
    ]);
  });

  it("leaves a single cluster alone", () => {
    expect(spelled(strataWithoutLoners([3]))).toEqual([[0]]);
    expect(spelled(strataWithoutLoners([]))).toEqual([]);
  });
});
