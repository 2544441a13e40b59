import { expect, it } from "vitest";
import { poissonDraw } from "../../../src/inputs/video-generators/poisson.js";
import { randomStream } from "../../../src/random.js";

it.each([0.3, 4, 75])("has the mean and the variance %f", (mean) => {
  const random = randomStream(1, "poisson");
  const draws = Array.from({ length: 20_000 }, () => poissonDraw(mean, random));
  const found = draws.reduce((sum, draw) => sum + draw) / draws.length;
  const variance = draws.reduce((sum, draw) => sum + (draw - found) ** 2, 0) / draws.length;
  // Four standard errors.
  expect(Math.abs(found - mean)).toBeLessThan(4 * Math.sqrt(mean / draws.length));
  expect(variance / mean).toBeGreaterThan(0.94);
  expect(variance / mean).toBeLessThan(1.06);
});

it("finds nothing in no time", () => {
  expect(poissonDraw(0, () => 0.5)).toBe(0);
});
