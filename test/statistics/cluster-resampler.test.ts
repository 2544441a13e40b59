import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/random.js";
import { clusterResampler, membersByStratum } from "../../src/statistics/cluster-resampler.js";

const strata = fc.array(fc.nat(3), { minLength: 1, maxLength: 30 });

/** The resample spelled out: how often each cluster came up. */
function timesByCluster(
  clusters: number,
  resample: ReturnType<ReturnType<typeof clusterResampler>>,
): number[] {
  const times = new Array<number>(clusters).fill(0);
  for (let i = 0; i < resample.distinct; i++) times[resample.drawn[i]!] = resample.times[i]!;
  return times;
}

describe("clusterResampler", () => {
  it("draws from each stratum as many clusters as it has", () => {
    fc.assert(
      fc.property(strata, fc.nat(), (some, seed) => {
        const draw = clusterResampler(some, randomStream(seed));
        for (let repeat = 0; repeat < 3; repeat++) {
          const times = timesByCluster(some.length, draw());
          for (const members of membersByStratum(some)) {
            const drawn = members.reduce((total, cluster) => total + times[cluster]!, 0);
            expect(drawn).toBe(members.length);
          }
        }
      }),
    );
  });

  it("draws with replacement, uniformly", () => {
    const numbers = [0.99, 0.5, 0.55, 0];
    const draw = clusterResampler([1, 1, 1, 1], () => numbers.shift()!);
    expect(timesByCluster(4, draw())).toEqual([1, 0, 2, 1]);
  });

  it("lists each cluster that came up once, in ascending order", () => {
    const draw = clusterResampler(new Array<number>(50).fill(0), randomStream(1));
    for (let repeat = 0; repeat < 5; repeat++) {
      const { drawn, distinct } = draw();
      const listed = [...drawn.subarray(0, distinct)];
      expect(listed).toEqual([...new Set(listed)].sort((a, b) => a - b));
    }
  });
});

describe("membersByStratum", () => {
  it("gathers strata whose clusters do not stand together", () => {
    expect(membersByStratum([7, 2, 7]).map((members) => [...members])).toEqual([[0, 2], [1]]);
  });
});
