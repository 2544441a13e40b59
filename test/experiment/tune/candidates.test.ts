import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidatesOf } from "../../../src/experiment/tune/candidates.js";
import type { Space } from "../../../src/experiment/tune/space.js";
import { optionFromFlag } from "../../../src/experiment/tune/space-text.js";

const space = (...texts: string[]): Space => texts.map((text) => optionFromFlag(text).option);
const given = (most?: number, seed = 1) => ({ seed, most, limit: 100, where: "--candidates" });

describe("a grid", () => {
  it("has every combination, the last option changing fastest", () => {
    expect(candidatesOf(space("a=1,2", "b=x,y"), "grid", given())).toEqual([
      { a: 1, b: "x" },
      { a: 1, b: "y" },
      { a: 2, b: "x" },
      { a: 2, b: "y" },
    ]);
  });

  it("is refused where it has more than was asked for, or than there may be", () => {
    expect(() => candidatesOf(space("a=1,2", "b=x,y"), "grid", given(3))).toThrow(
      "--candidates: expected a grid of at most 3 candidates, got 4",
    );
    expect(() => candidatesOf(space("a=0..1:11", "b=0..1:11"), "grid", given())).toThrow("got 121");
  });
});

describe("random draws", () => {
  it("are as many as asked for, none twice, 60 where nobody says", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer(), (most, seed) => {
        const found = candidatesOf(space("a=0..1", "b=1..3:integer"), "random", given(most, seed));
        expect(found).toHaveLength(most);
        expect(new Set(found.map((candidate) => JSON.stringify(candidate))).size).toBe(most);
      }),
      { numRuns: 20 },
    );
    expect(candidatesOf(space("a=0..1"), "halving", given())).toHaveLength(60);
  });

  it("are all there is where the space is no larger", () => {
    expect(candidatesOf(space("a=1..3:integer", "b=x,y"), "random", given(6))).toEqual(
      candidatesOf(space("a=1..3:integer", "b=x,y"), "grid", given()),
    );
    expect(candidatesOf(space("a=5"), "random", given())).toEqual([{ a: 5 }]);
  });

  it("begin alike however many there are, and keep an option's values when another is added", () => {
    const ten = candidatesOf(space("a=0..1"), "random", given(10));
    expect(candidatesOf(space("a=0..1"), "random", given(30)).slice(0, 10)).toEqual(ten);
    const both = candidatesOf(space("a=0..1", "b=0..1"), "random", given(10));
    expect(both.map(({ a }) => ({ a }))).toEqual(ten);
  });

  it("differ with the seed", () => {
    const of = (seed: number) => candidatesOf(space("a=0..1"), "random", given(5, seed));
    expect(of(1)).not.toEqual(of(2));
  });
});
