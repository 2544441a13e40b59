import { describe, expect, it } from "vitest";
import { type Markov, markov, markovTrace } from "../../../../src/inputs/generators/kinds/markov.js";
import { stationaryShares } from "../../../../src/inputs/generators/stationary.js";
import { randomStream } from "../../../../src/random.js";
import { autocorrelation, mean, standardDeviation } from "../../../../src/statistics/index.js";
import { mbpsFromBps } from "../../../../src/units.js";

/** Levels 0, 1, 2 and so on, in Mbit/s, which are left every second; no noise. */
const bare = (levels: number, literal = false): Markov => ({
  ...markov.defaults,
  lowestMbps: 0,
  highestMbps: levels - 1,
  levels,
  staySeconds: 1,
  noiseCov: 0,
  floorMbps: 0,
  literal,
});

function series(model: Markov, duration = 100_000, seed = 1): number[] {
  const trace = markovTrace(model, { duration, random: randomStream(seed, "markov") });
  return trace.map(({ bandwidth }) => mbpsFromBps(bandwidth));
}

/** How often each level followed each. */
function transitions(values: readonly number[], levels: number): number[][] {
  const counts = Array.from({ length: levels }, () => new Array<number>(levels).fill(0));
  for (let i = 1; i < values.length; i++) counts[values[i - 1]!]![values[i]!]!++;
  return counts.map((row) => row.map((count) => count / row.reduce((sum, each) => sum + each, 0)));
}

function expectClose(found: readonly number[], expected: readonly number[], within: number): void {
  found.forEach((value, i) => void expect(Math.abs(value - expected[i]!)).toBeLessThan(within));
}

/** x^-1 + x^-2 = 1: two distances from an edge of three levels. */
const GOLDEN = (1 + Math.sqrt(5)) / 2;

describe("markovTrace", () => {
  it("goes to a level by a probability that falls geometrically with its distance", () => {
    const near = 1 / GOLDEN;
    const found = transitions(series(bare(3)), 3);
    expectClose(found[0]!, [0, near, 1 - near], 0.01);
    // Only one level away either way: a coin decides.
    expectClose(found[1]!, [0.5, 0, 0.5], 0.01);
    expectClose(found[2]!, [1 - near, near, 0], 0.01);
  });

  it("takes the one direction that there is, where the other leads over the edge", () => {
    // From level 1 of 5: 1 down or up, then 2 up, then 3 up, by x^-1 + ... + x^-4 = 1 at 1.92756, cut at 3 and normalised.
    const [first, second, third] = [1, 2, 3].map((distance) => 1.92756 ** -distance) as [
      number,
      number,
      number,
    ];
    const all = first + second + third;
    const expected = [first / 2 / all, 0, first / 2 / all, second / all, third / all];
    expectClose(transitions(series(bare(5)), 5)[1]!, expected, 0.01);
  });

  it("as published, takes every distance as likely, and each for one less than it is", () => {
    // Of 5 levels there are 3 weights, for distances of 0, 1 and 2; from the middle 2 fit: 0 and 1.
    const found = transitions(series(bare(5, true)), 5);
    expectClose(found[0]!, [1 / 3, 1 / 3, 1 / 3, 0, 0], 0.01);
    expectClose(found[1]!, [1 / 6, 1 / 3, 1 / 6, 1 / 3, 0], 0.01);
    expectClose(found[2]!, [0, 1 / 4, 1 / 2, 1 / 4, 0], 0.01);
  });

  it("stays at a level for a geometric time of the given mean", () => {
    const values = series({ ...bare(10), staySeconds: 20 });
    const changes = values.filter((value, i) => i > 0 && value !== values[i - 1]).length;
    expect(Math.abs(values.length / changes - 20)).toBeLessThan(1);
  });

  it("has the moments and the autocorrelation of its chain in the long run", () => {
    const model = { ...bare(4), staySeconds: 5 };
    const found = transitions(series(bare(4)), 4);
    const chain = found.map((row, i) => row.map((share, j) => share / 5 + (i === j ? 0.8 : 0)));
    const shares = stationaryShares(chain);
    const expected = shares.reduce((total, share, level) => total + share * level, 0);
    const variance = shares.reduce((total, share, level) => total + share * (level - expected) ** 2, 0);
    const product = shares.reduce(
      (total, share, i) =>
        total + chain[i]!.reduce((sum, next, j) => sum + share * next * (i - expected) * (j - expected), 0),
      0,
    );
    const values = series(model);
    expect(Math.abs(mean(values)! - expected)).toBeLessThan(0.03);
    expect(Math.abs(standardDeviation(values)! - Math.sqrt(variance))).toBeLessThan(0.03);
    expect(Math.abs(autocorrelation(values, 1)! - product / variance)).toBeLessThan(0.02);
  });

  it("has noise in proportion to the level, held for whole seconds and drawn anew with each change", () => {
    const still = { ...bare(3), lowestMbps: 10, highestMbps: 30, staySeconds: 1e9, noiseCov: 0.1 };
    const held = series({ ...still, noiseSeconds: 2.5 }, 9);
    expect(new Set(held.slice(0, 3)).size).toBe(1);
    expect(new Set(held).size).toBe(3);
    const values = series({ ...still, noiseSeconds: 1 }, 50_000, 3);
    const level = Math.round(mean(values)! / 10) * 10;
    expect(Math.abs(standardDeviation(values)! / level - 0.1)).toBeLessThan(0.003);
    const moving = series({ ...still, staySeconds: 1, noiseSeconds: 1e6 }, 1000);
    expect(new Set(moving).size).toBeGreaterThan(900);
  });

  it("never falls below the floor", () => {
    const values = series({ ...bare(3), noiseCov: 2, noiseSeconds: 1, floorMbps: 0.3 }, 2000);
    expect(Math.min(...values)).toBe(0.3);
  });

  it("draws a parameter of its own for each trace where it is told a range", () => {
    const model: Markov = { ...bare(3), staySeconds: [1, 1000] };
    const changes = (seed: number) => {
      const values = series(model, 5000, seed);
      return values.filter((value, i) => i > 0 && value !== values[i - 1]).length;
    };
    expect(new Set([1, 2, 3, 4, 5].map(changes)).size).toBe(5);
  });
});
