import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalised, stationaryShares } from "../../../src/inputs/generators/stationary.js";

describe("stationaryShares", () => {
  it("is in each of two states in proportion to how rarely it is left", () => {
    // Left with 0.1 and with 0.3: three quarters of the time in the first.
    const shares = stationaryShares([
      [0.9, 0.1],
      [0.3, 0.7],
    ]);
    expect(shares[0]).toBeCloseTo(0.75, 12);
    expect(shares[1]).toBeCloseTo(0.25, 12);
  });

  it("settles where the chain goes round in circles", () => {
    const shares = stationaryShares([
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ]);
    for (const share of shares) expect(share).toBeCloseTo(1 / 3, 12);
  });

  it("stays where the chain never moves", () => {
    expect(
      stationaryShares([
        [1, 0],
        [0, 1],
      ]),
    ).toEqual([0.5, 0.5]);
  });

  it("is what the chain's next step leaves as it is", () => {
    const row = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 4 }), (weights) => {
        const rows = weights.map(normalised);
        const shares = stationaryShares(rows);
        shares.forEach((share, j) => {
          const next = shares.reduce((total, before, i) => total + before * rows[i]![j]!, 0);
          expect(next).toBeCloseTo(share, 9);
        });
      }),
    );
  });
});
