import { expect, it } from "vitest";
import { edgesOf } from "../../../src/experiment/tune/edges.js";
import { optionFromFlag } from "../../../src/experiment/tune/space-text.js";

const edge = (text: string, value: unknown, use = "bola") => {
  const { option } = optionFromFlag(text);
  return edgesOf([option], { [option.name]: value }, use).length > 0;
};

it("an end is the outermost twentieth of a range, by its scale", () => {
  expect([1, 1.9, 2, 10, 19, 19.1, 20].map((value) => edge("gammaP=1..20", value))).toEqual([
    true,
    true,
    false,
    false,
    false,
    true,
    true,
  ]);
  expect([1, 1.2, 1.3, 90].map((value) => edge("gammaP=1..100:log", value))).toEqual([
    true,
    true,
    false,
    true,
  ]);
});

it("an end is the least and the largest of three numbers or more", () => {
  expect([3, 5, 8].map((value) => edge("gammaP=3,8,5", value))).toEqual([true, false, true]);
  expect([3, 5].map((value) => edge("gammaP=3,5", value))).toEqual([false, false]);
  expect(edge("variant=u,o,u", "u")).toBe(false);
});

it("where the policy takes nothing beyond, there is no end to widen", () => {
  expect(edge("reservoir=0..20", 0, "bb")).toBe(false);
  expect(edge("reservoir=1..20", 1, "bb")).toBe(true);
  expect(edge("firstLevel=0,1,2", 0, "bb")).toBe(false);
  expect(edge("firstLevel=0,1,2", 2, "bb")).toBe(true);
  expect(edge("x=0..20", 0, "./mine.ts")).toBe(true);
});
