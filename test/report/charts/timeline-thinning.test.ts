import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinedStalls, thinned } from "../../../src/report/charts/timeline-thinning.js";

const line = (values: readonly number[]) => values.map((value, time) => ({ time, value }));

describe("thinned", () => {
  it("leaves points alone where there are few", () => {
    const points = line([1, 2, 3]);
    expect(thinned(points, 3)).toBe(points);
  });

  it("keeps the first, lowest, highest and last of each stretch", () => {
    // Two stretches, 0 to 5 and 5 to 10.
    const points = line([5, 9, 6, 1, 4, 7, 7, 7, 8, 7, 7]);
    expect(thinned(points, 8).map(({ time }) => time)).toEqual([0, 1, 3, 4, 5, 8, 10]);
  });

  it("keeps within the limit and keeps extremes, ends and order", () => {
    const points = fc
      .array(fc.tuple(fc.double({ min: 0, max: 9, noNaN: true }), fc.integer({ min: -5, max: 5 })), {
        minLength: 1,
        maxLength: 90,
      })
      .map((pairs) => {
        let now = 0;
        return pairs.map(([wait, value]) => {
          now += wait;
          return { time: now, value };
        });
      });
    fc.assert(
      fc.property(points, fc.integer({ min: 4, max: 40 }), (all, limit) => {
        const kept = thinned(all, limit);
        const values = (some: typeof kept) => some.map(({ value }) => value);
        expect(kept.length).toBeLessThanOrEqual(limit);
        expect(Math.min(...values(kept))).toBe(Math.min(...values(all)));
        expect(Math.max(...values(kept))).toBe(Math.max(...values(all)));
        expect([kept[0], kept.at(-1)]).toEqual([all[0], all.at(-1)]);
        expect(all.filter((point) => kept.includes(point))).toEqual(kept);
      }),
    );
  });

  it("copes with many points at one time", () => {
    const points = Array.from({ length: 9 }, (_, value) => ({ time: 3, value }));
    expect(thinned(points, 4)).toEqual([points[0], points[8]]);
  });
});

describe("joinedStalls", () => {
  const stalls = [0, 1, 2, 6, 8].map((from_s) => ({ from_s, to_s: from_s + 0.5 }));

  it("leaves stalls alone where there are few", () => {
    expect(joinedStalls(stalls, 5)).toBe(stalls);
  });

  it("joins those that begin in one stretch, and leaves their sum as it was", () => {
    expect(joinedStalls(stalls, 2)).toEqual([
      { from_s: 0, to_s: 1.5 },
      { from_s: 6, to_s: 7 },
    ]);
    expect(stalls[0]).toEqual({ from_s: 0, to_s: 0.5 });
  });
});
