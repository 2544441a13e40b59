import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/random.js";
import { arrange, inGroups, MOST_PLACES, oneByOne } from "../../src/statistics/arrangement.js";
import { strataOf } from "../../src/statistics/strata.js";

/** Strata of so many clusters each, which do not stand together. */
const strataOfSizes = (sizes: readonly number[]) => {
  const left = [...sizes];
  const labels: number[] = [];
  while (left.some((size) => size > 0))
    left.forEach((size, label) => {
      if (size > 0) labels.push(label);
      left[label] = size - 1;
    });
  return { labels, strata: strataOf(labels) };
};

describe("oneByOne", () => {
  it("has a place for each cluster, stratum by stratum", () => {
    const { placeOf, sizes } = oneByOne(strataOf([7, 2, 7]));
    expect([...placeOf]).toEqual([0, 2, 1]);
    expect(sizes).toEqual([2, 1]);
  });
});

describe("inGroups", () => {
  const never = () => {
    throw new Error("drew");
  };

  it("is not needed for a few hundred clusters, and draws nothing then", () =>
    expect(inGroups(strataOf(new Uint8Array(MOST_PLACES)), never)).toBeUndefined());

  it("puts clusters of a stratum together by chance, as many to a place as to any other", () => {
    const sizes = fc.array(fc.integer({ min: 2, max: 1500 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sizes, fc.nat(), (asked, seed) => {
        const { labels, strata } = strataOfSizes(asked);
        const found = inGroups(strata, randomStream(seed));
        fc.pre(found !== undefined);
        const { placeOf, sizes: places } = found!;
        expect(places.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(MOST_PLACES);
        const members = new Array<number>(MOST_PLACES).fill(0);
        for (const place of placeOf) members[place]!++;
        let start = 0;
        places.forEach((count, stratum) => {
          expect(count).toBeGreaterThanOrEqual(Math.min(8, asked[stratum]!));
          const own = members.slice(start, start + count);
          expect(Math.max(...own) - Math.min(...own)).toBeLessThanOrEqual(1);
          start += count;
        });
        const starts = places.map((_, stratum) =>
          places.slice(0, stratum).reduce((sum, each) => sum + each, 0),
        );
        const inOwn = labels.every((label, cluster) => {
          const place = placeOf[cluster]! - starts[label]!;
          return place >= 0 && place < places[label]!;
        });
        expect(inOwn).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("goes by chance, not by the order of clusters", () => {
    const strata = strataOf(new Uint8Array(4 * MOST_PLACES));
    const one = inGroups(strata, randomStream(1))!.placeOf;
    expect(inGroups(strata, randomStream(1))!.placeOf).toEqual(one);
    expect(inGroups(strata, randomStream(2))!.placeOf).not.toEqual(one);
    // Of neighbours hardly any are together: one in 500 by chance.
    const together = one.filter((place, cluster) => place === one[cluster + 1]).length;
    expect(together).toBeLessThan(20);
  });
});

describe("arrange", () => {
  it("adds up what is at a place", () => {
    const together = { placeOf: Uint32Array.of(1, 0, 1), sizes: [2] };
    expect([...arrange(Float64Array.of(10, 20, 30), together)]).toEqual([20, 40]);
  });
});
