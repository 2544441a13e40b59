import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Sharer, shareFairly } from "../../../src/engine/network/sharing.js";

const sharersOf = (...demands: readonly number[]): Sharer[] =>
  demands.map((demand) => ({ demand, rate: Number.NaN }));

function ratesOf(capacity: number, ...demands: readonly number[]) {
  const sharers = sharersOf(...demands);
  const left = shareFairly(capacity, sharers);
  return { rates: sharers.map(({ rate }) => rate), left };
}

const NO_LIMIT = Number.POSITIVE_INFINITY;

describe("shareFairly", () => {
  it.each([
    ["one that takes all", 10, [NO_LIMIT], [10], 0],
    ["equals", 12, [NO_LIMIT, NO_LIMIT, NO_LIMIT], [4, 4, 4], 0],
    ["what a modest one leaves goes to the others", 12, [2, NO_LIMIT, NO_LIMIT], [2, 5, 5], 0],
    ["one that turns out modest only after that", 12, [1, 5, NO_LIMIT], [1, 5, 6], 0],
    ["all modest: something is left", 12, [1, 2, 3], [1, 2, 3], 6],
    ["nothing to share", 0, [1, NO_LIMIT], [0, 0], 0],
    ["nobody to share with", 5, [], [], 5],
    ["one that may take nothing", 6, [0, NO_LIMIT], [0, 6], 0],
  ])("%s", (_, capacity, demands, rates, left) => {
    expect(ratesOf(capacity, ...demands)).toEqual({ rates, left });
  });

  it("is max-min fair: who gets less than wanted gets as much as anybody, and nothing is left then", () => {
    const demand = fc.oneof(fc.double({ min: 0, max: 20, noNaN: true }), fc.constant(NO_LIMIT));
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 50, noNaN: true }),
        fc.array(demand, { minLength: 1, maxLength: 30 }),
        (capacity, demands) => {
          const { rates, left } = ratesOf(capacity, ...demands);
          const sum = rates.reduce((total, rate) => total + rate, 0);
          expect(sum + left).toBeCloseTo(capacity, 9);
          const most = Math.max(...rates);
          rates.forEach((rate, i) => {
            expect(rate).toBeLessThanOrEqual(demands[i]!);
            if (rate < demands[i]!) {
              expect(rate).toBe(most);
              expect(left).toBe(0);
            }
          });
        },
      ),
    );
  });
});
