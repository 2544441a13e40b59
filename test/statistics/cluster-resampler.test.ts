import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/random.js";
import {
  type ClusterResample,
  clusterResampler,
  everyClusterOnce,
} from "../../src/statistics/cluster-resampler.js";

const strataSizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const total = (numbers: Iterable<number>) => [...numbers].reduce((sum, each) => sum + each, 0);

/** The resample spelled out: how often each cluster came up. */
function timesByCluster(clusters: number, resample: ClusterResample): number[] {
  const times = new Array<number>(clusters).fill(0);
  for (let i = 0; i < resample.distinct; i++) times[resample.drawn[i]!] = resample.times[i]!;
  return times;
}

describe("clusterResampler", () => {
  it("draws from each stratum as many clusters as it has, and says where it ends", () => {
    fc.assert(
      fc.property(strataSizes, fc.nat(), (sizes, seed) => {
        const draw = clusterResampler(sizes, randomStream(seed));
        for (let repeat = 0; repeat < 3; repeat++) {
          const resample = draw();
          const times = timesByCluster(total(sizes), resample);
          let start = 0;
          let place = 0;
          sizes.forEach((size, stratum) => {
            expect(total(times.slice(start, start + size))).toBe(size);
            expect(total(resample.times.subarray(place, resample.ends[stratum]))).toBe(size);
            start += size;
            place = resample.ends[stratum]!;
          });
          expect(place).toBe(resample.distinct);
        }
      }),
    );
  });

  it("draws with replacement, uniformly", () => {
    const numbers = [0.99, 0.5, 0.55, 0];
    const draw = clusterResampler([4], () => numbers.shift()!);
    expect(timesByCluster(4, draw())).toEqual([1, 0, 2, 1]);
  });

  it("lists each cluster that came up once, in ascending order", () => {
    const draw = clusterResampler([50], randomStream(1));
    for (let repeat = 0; repeat < 5; repeat++) {
      const { drawn, distinct } = draw();
      const listed = [...drawn.subarray(0, distinct)];
      expect(listed).toEqual([...new Set(listed)].sort((a, b) => a - b));
    }
  });
});

describe("everyClusterOnce", () => {
  it("is the sample itself", () => {
    const { distinct, drawn, times, ends } = everyClusterOnce([2, 1]);
    expect({ distinct, drawn: [...drawn], times: [...times], ends: [...ends] }).toEqual({
      distinct: 3,
      drawn: [0, 1, 2],
      times: [1, 1, 1],
      ends: [2, 3],
    });
  });
});
