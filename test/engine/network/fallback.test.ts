import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FallbackChain } from "../../../src/engine/network/fallback.js";
import type { FallbackStep } from "../../../src/model/settings/index.js";

const DOCUMENT: readonly FallbackStep[] = [
  "lower quality",
  "switch protocol",
  "other cdn",
  "offline",
  "emergency stream",
];

function walk(chain: FallbackChain): FallbackStep[] {
  const steps: FallbackStep[] = [];
  for (let step = chain.next(); step !== undefined; step = chain.next()) steps.push(step);
  return steps;
}

describe("FallbackChain", () => {
  it("hands out each step once, in order", () => {
    expect(walk(new FallbackChain(DOCUMENT))).toEqual(DOCUMENT);
  });

  it("lowers quality as often as there are levels, if told so", () => {
    expect(walk(new FallbackChain(DOCUMENT, 3)).slice(0, 4)).toEqual([
      "lower quality",
      "lower quality",
      "lower quality",
      "switch protocol",
    ]);
  });

  it("shows the next step without taking it", () => {
    const chain = new FallbackChain(["offline", "other cdn"]);
    expect([chain.peek(), chain.peek(), chain.next(), chain.peek()]).toEqual([
      "offline",
      "offline",
      "offline",
      "other cdn",
    ]);
  });

  it("ends, whatever it is made of, and stays at its end", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...DOCUMENT)), fc.nat(5), (steps, reductions) => {
        const chain = new FallbackChain(steps, reductions);
        const lowered = steps.filter((step) => step === "lower quality").length;
        expect(walk(chain).length).toBe(steps.length + lowered * Math.max(0, reductions - 1));
        expect([chain.peek(), chain.next()]).toEqual([undefined, undefined]);
      }),
    );
  });
});
