import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/random.js";
import { oneByOne } from "../../src/statistics/arrangement.js";
import { clusterResampler, everyClusterOnce } from "../../src/statistics/cluster-resampler.js";
import type { Ratio, RatioColumn } from "../../src/statistics/ratio.js";
import { RatioSampler } from "../../src/statistics/ratio-sampler.js";
import { strataOf } from "../../src/statistics/strata.js";
import { meanOf } from "./synthetic.js";

const ratio = (numerator: number[], denominator: number[]): Ratio => ({
  numerator: Float64Array.from(numerator),
  denominator: Float64Array.from(denominator),
});

function sampled(columns: RatioColumn[], labels: number[]) {
  const clusters = oneByOne(strataOf(labels));
  const sampler = new RatioSampler(columns, clusters);
  sampler.take(everyClusterOnce(clusters.sizes));
  return sampler;
}

describe("RatioSampler", () => {
  it("has the textbook's standard error of a mean", () => {
    // Deviations -2, 0, 2: variance 4.
    const { values, errors } = sampled([meanOf([1, 3, 5])], [0, 0, 0]);
    expect(values[0]).toBe(3);
    expect(errors[0]).toBeCloseTo(Math.sqrt(4 / 3), 15);
  });

  it("has that of a stratified mean", () => {
    // Variances 2 and 8 of two each: the sum's is 2 * 2 + 2 * 8, the mean's a sixteenth of it.
    const { errors } = sampled([meanOf([1, 10, 3, 14])], [0, 1, 0, 1]);
    expect(errors[0]).toBeCloseTo(Math.sqrt(20 / 16), 15);
  });

  it("takes residuals of a ratio of sums", () => {
    // 6 over 12: residuals 1 - 1, 2 - 2.5, 3 - 2.5; squares 0.5, times 3/2, over 12 squared.
    const { values, errors } = sampled([ratio([1, 2, 3], [2, 5, 5])], [0, 0, 0]);
    expect(values[0]).toBe(0.5);
    expect(errors[0]).toBeCloseTo(Math.sqrt(0.75) / 12, 15);
  });

  it("takes both sides of a difference together", () => {
    const minus = ratio([0, 4, 2], [1, 1, 2]);
    // 6 over 4: residuals -1.5, 2.5, -1 over 4, and those above over 12.
    const residuals = [0 + 1.5 / 4, -0.5 / 12 - 2.5 / 4, 0.5 / 12 + 1 / 4];
    const squares = residuals.reduce((total, each) => total + each * each, 0);
    const { values, errors } = sampled([{ ...ratio([1, 2, 3], [2, 5, 5]), minus }], [0, 0, 0]);
    expect(values[0]).toBe(-1);
    expect(errors[0]).toBeCloseTo(Math.sqrt(squares * 1.5), 15);
  });

  it("has no answer where nothing is below the line", () => {
    const { values, errors } = sampled([ratio([0, 0], [0, 0])], [0, 0]);
    expect([values[0], errors[0]]).toEqual([Number.NaN, Number.NaN]);
  });

  it("says of a resample what it would of its clusters written out", () => {
    const numbers = fc.integer({ min: -50, max: 50 });
    const clusters = fc.array(fc.tuple(numbers, fc.integer({ min: 1, max: 9 }), numbers), {
      minLength: 4,
      maxLength: 12,
    });
    fc.assert(
      fc.property(clusters, fc.nat(), (rows, seed) => {
        const column = (from: typeof rows): RatioColumn => ({
          numerator: Float64Array.from(from, ([n]) => n),
          denominator: Float64Array.from(from, ([, d]) => d),
          minus: meanOf(from.map(([, , m]) => m)),
        });
        const labels = rows.map((_, at) => (at < 2 ? 0 : 1));
        const arrangement = oneByOne(strataOf(labels));
        const sampler = new RatioSampler([column(rows), meanOf(rows.map(([n]) => n))], arrangement);
        const resample = clusterResampler(arrangement.sizes, randomStream(seed))();
        sampler.take(resample);
        const written = Array.from(resample.drawn.subarray(0, resample.distinct)).flatMap((place, i) =>
          new Array<(typeof rows)[number]>(resample.times[i]!).fill(rows[place]!),
        );
        const { values, errors } = sampled([column(written), meanOf(written.map(([n]) => n))], labels);
        for (const at of [0, 1]) {
          expect(sampler.values[at]).toBeCloseTo(values[at]!, 9);
          expect(sampler.errors[at]).toBeCloseTo(errors[at]!, 6);
        }
      }),
    );
  });
});
