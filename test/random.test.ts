import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalDraw, randomStream } from "../src/random.js";
import { mean, standardDeviation } from "../src/statistics/index.js";

const draws = (stream: () => number, count = 5) => Array.from({ length: count }, stream);

describe("randomStream", () => {
  it("is frozen: the same seed and names give these numbers, for ever", () => {
    expect(draws(randomStream(1, "trace", 0), 3)).toEqual([
      0.09090761588467133, 0.22992964785432513, 0.38585079177710024,
    ]);
    expect(draws(randomStream(1, "trace", 0))).toEqual(draws(randomStream(1, "trace", 0)));
  });

  it("differs by seed and by every name", () => {
    const streams = [
      randomStream(1, "a", "b"),
      randomStream(2, "a", "b"),
      randomStream(1, "a", "c"),
      randomStream(1, "a"),
      randomStream(1, "a,b"),
      randomStream(1, "a/b"),
      randomStream(1, "", "ab"),
    ];
    expect(new Set(streams.map((stream) => stream())).size).toBe(streams.length);
  });

  it("stays in [0, 1), for any names", () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.oneof(fc.string(), fc.integer())), (seed, names) => {
        for (const draw of draws(randomStream(seed, ...names))) {
          expect(draw).toBeGreaterThanOrEqual(0);
          expect(draw).toBeLessThan(1);
        }
      }),
    );
  });

  it("is uniform enough", () => {
    const sample = draws(randomStream(7, "uniform"), 20_000);
    expect(mean(sample)).toBeCloseTo(0.5, 2);
    expect(standardDeviation(sample)).toBeCloseTo(Math.sqrt(1 / 12), 2);
  });
});

describe("normalDraw", () => {
  it("has mean 0 and deviation 1", () => {
    const stream = randomStream(7, "normal");
    const sample = draws(() => normalDraw(stream), 20_000);
    expect(Math.abs(mean(sample)!)).toBeLessThan(0.03);
    expect(Math.abs(standardDeviation(sample)! - 1)).toBeLessThan(0.02);
  });
});
