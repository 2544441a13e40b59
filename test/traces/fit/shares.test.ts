import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divided, shortened } from "../../../src/traces/fit/shares.js";

describe("shares", () => {
  it("add up to 1 with what is between traces, in few digits too", () => {
    const parts = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(parts, fc.double({ min: 0, max: 0.98, noNaN: true }), (amounts, between) => {
        const whole = divided(
          between,
          amounts.map((share) => ({ share, hold: 1 })),
        );
        const short = shortened(whole);
        for (const { betweenTraces, within } of [whole, short])
          expect(within.reduce((total, { share }) => total + share, betweenTraces)).toBeCloseTo(1, 9);
        for (const { share } of short.within) expect(share).toBe(Number(share.toFixed(3)));
      }),
    );
  });
});
