import { describe, expect, it } from "vitest";
import { type Marginal, valueAtScore } from "../../../src/inputs/generators/marginal.js";

const marginal: Marginal = [
  [-2, 0],
  [0, 10],
  [1, 30],
];

describe("valueAtScore", () => {
  it("has the points themselves", () => {
    expect([-2, 0, 1].map((score) => valueAtScore(marginal, score))).toEqual([0, 10, 30]);
  });

  it("is linear between them", () => {
    expect(valueAtScore(marginal, -1)).toBe(5);
    expect(valueAtScore(marginal, 0.25)).toBe(15);
  });

  it("stays at the first and the last beyond them", () => {
    expect(valueAtScore(marginal, -5)).toBe(0);
    expect(valueAtScore(marginal, 5)).toBe(30);
  });
});
