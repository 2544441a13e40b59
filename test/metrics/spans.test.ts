import { expect, it } from "vitest";
import { coveredBy } from "../../src/metrics/spans.js";

it("counts what spans cover once, whatever their order and overlap", () => {
  expect(coveredBy([])).toBe(0);
  expect(coveredBy([{ from: 1, to: 3 }])).toBe(2);
  expect(
    coveredBy([
      { from: 5, to: 6 },
      { from: 0, to: 4 },
      { from: 1, to: 2 },
      { from: 3, to: 5 },
    ]),
  ).toBe(6);
});

it("gives spans of nothing, or of less, no weight", () => {
  expect(
    coveredBy([
      { from: 2, to: 2 },
      { from: 4, to: 3 },
    ]),
  ).toBe(0);
});
