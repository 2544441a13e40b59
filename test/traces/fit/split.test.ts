import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/random.js";
import { split } from "../../../src/traces/fit/split.js";

const all = (count: number) => Array.from({ length: count }, (_, index) => index);

describe("a split", () => {
  it("parts all, in their order, and holds out the share", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(),
        (count, share, seed) => {
          const { fitting, heldOut } = split(all(count), share, randomStream(seed));
          expect(heldOut).toHaveLength(Math.round(share * count));
          expect([...fitting, ...heldOut].sort((a, b) => a - b)).toEqual(all(count));
          for (const part of [fitting, heldOut]) expect(part).toEqual([...part].sort((a, b) => a - b));
        },
      ),
    );
  });

  it("is the same for a seed, and another for another", () => {
    const of = (seed: number) => split(all(20), 0.5, randomStream(seed)).heldOut;
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });

  it("holds each out as often as any other", () => {
    const times = new Array<number>(6).fill(0);
    for (let seed = 0; seed < 2000; seed++)
      for (const index of split(all(6), 0.5, randomStream(seed)).heldOut) times[index]!++;
    for (const count of times) expect(Math.abs(count - 1000)).toBeLessThan(110);
  });
});
