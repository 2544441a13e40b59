import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cdfPoints } from "../../../src/report/charts/cdf.js";

describe("cdfPoints", () => {
  it("gives at each value the share of values up to it", () => {
    expect(cdfPoints([1, 2, 2, 5])).toEqual([
      { value: 1, share: 0.25 },
      { value: 2, share: 0.75 },
      { value: 5, share: 1 },
    ]);
  });

  it("has no points of no values", () => {
    expect(cdfPoints([])).toEqual([]);
  });

  it("is at most as long as the limit, rises strictly, keeps both ends and lies on the true curve", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 600 }), (values) => {
        const sorted = Float64Array.from(values).sort();
        const points = cdfPoints(sorted, 50);
        expect(points.length).toBeLessThanOrEqual(50);
        expect(points[0]!.value).toBe(sorted[0]);
        expect(points.at(-1)).toEqual({ value: sorted.at(-1), share: 1 });
        points.slice(1).forEach((point, index) => {
          expect(point.value).toBeGreaterThan(points[index]!.value);
          expect(point.share).toBeGreaterThan(points[index]!.share);
        });
        for (const { value, share } of points)
          expect(share).toBeLessThanOrEqual(sorted.filter((other) => other <= value).length / sorted.length);
      }),
    );
  });
});
