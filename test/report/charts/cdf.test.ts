import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cdfPoints as pointsOf } from "../../../src/report/charts/cdf.js";
import { MOST_VALUES, sampleOf } from "../../../src/report/charts/sample.js";

const cdfPoints = (sorted: ArrayLike<number>, limit?: number) => pointsOf({ sorted }, limit);

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

  it("keeps to the true curve of very many sessions, of which it is given ten thousand", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: MOST_VALUES + 1, max: 50_000 }),
        fc.integer({ min: 1, max: 400 }),
        (n, kinds) => {
          // Some values many times, some seldom.
          const sorted = Float64Array.from({ length: n }, (_, rank) =>
            Math.floor(kinds * Math.sqrt(rank / n)),
          );
          const sample = sampleOf(sorted);
          expect(sample.sorted.length).toBe(MOST_VALUES);
          const points = pointsOf(sample);
          expect(points.length).toBeLessThanOrEqual(200);
          expect(points[0]!.value).toBe(sorted[0]);
          expect(points.at(-1)).toEqual({ value: sorted.at(-1), share: 1 });
          for (const { value, share } of points) {
            expect(share).toBeGreaterThan(sorted.indexOf(value) / n);
            expect(share).toBeLessThanOrEqual((sorted.lastIndexOf(value) + 1) / n);
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it("knows all of a sample up to ten thousand values", () => {
    expect(sampleOf(new Float64Array(MOST_VALUES))).toEqual({ sorted: new Float64Array(MOST_VALUES) });
  });
});
