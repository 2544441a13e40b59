import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correlationMixture, mixtureAt } from "../../../src/traces/fit/correlation-mixture.js";

const LAGS = [1, 5, 10, 30, 60];

describe("the mixture for correlations", () => {
  it.each([
    ["an exponential", (lag: number) => Math.exp(-lag / 25)],
    ["an exponential under white noise", (lag: number) => 0.8 * Math.exp(-lag / 40)],
    ["a hold", (lag: number) => Math.max(0, 1 - lag / 50)],
    ["a quick and a slow one", (lag: number) => 0.4 * Math.exp(-lag / 4) + 0.6 * Math.exp(-lag / 150)],
  ])("comes close to %s", (_, correlation) => {
    const mixture = correlationMixture(
      LAGS.map((lag) => ({ lag, value: correlation(lag) })),
      { row: 1, slowest: 300 },
    );
    for (const lag of LAGS) expect(Math.abs(mixtureAt(mixture, lag) - correlation(lag))).toBeLessThan(0.02);
  });

  it("has shares that add up to 1, whatever is wanted", () => {
    const wanted = fc.array(fc.double({ min: -1, max: 1.5, noNaN: true }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(wanted, (values) => {
        const mixture = correlationMixture(
          LAGS.map((lag, index) => ({ lag, value: values[index]! })),
          { row: 1, slowest: 300 },
        );
        expect(mixture.reduce((total, { share }) => total + share, 0)).toBeCloseTo(1, 9);
        for (const { share } of mixture) expect(share).toBeGreaterThan(0);
      }),
    );
  });
});
