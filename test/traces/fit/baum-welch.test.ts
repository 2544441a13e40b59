import { describe, expect, it } from "vitest";
import { normalDraw, randomStream } from "../../../src/random.js";
import { baumWelch, type NormalStates } from "../../../src/traces/fit/baum-welch.js";

const TRUTH: NormalStates = {
  means: [1, 5],
  deviations: [0.5, 1],
  transitions: [
    [0.95, 0.05],
    [0.2, 0.8],
  ],
};

function drawn(length: number, seed: number): Float64Array {
  const random = randomStream(seed, "states");
  let state = 0;
  return Float64Array.from({ length }, () => {
    const value = TRUTH.means[state]! + TRUTH.deviations[state]! * normalDraw(random);
    state = random() < TRUTH.transitions[state]![0]! ? 0 : 1;
    return value;
  });
}

describe("Baum-Welch", () => {
  it("finds the states that series were drawn from", () => {
    const series = drawn(6000, 1);
    const begin = {
      means: [0, 3],
      deviations: [2, 2],
      transitions: [
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    };
    const { means, deviations, transitions } = baumWelch(series, begin, 0.01);
    expect(Math.abs(means[0]! - 1)).toBeLessThan(0.05);
    expect(Math.abs(means[1]! - 5)).toBeLessThan(0.15);
    expect(Math.abs(deviations[0]! - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(deviations[1]! - 1)).toBeLessThan(0.1);
    expect(Math.abs(transitions[0]![1]! - 0.05)).toBeLessThan(0.015);
    expect(Math.abs(transitions[1]![0]! - 0.2)).toBeLessThan(0.03);
  });

  it("keeps a state that is one value from becoming infinitely narrow", () => {
    const series = Float64Array.from({ length: 60 }, (_, at) => (at % 20 < 10 ? 0 : 5 + (at % 3)));
    const begin = {
      means: [0, 6],
      deviations: [1, 1],
      transitions: [
        [0.9, 0.1],
        [0.1, 0.9],
      ],
    };
    const { means, deviations } = baumWelch(series, begin, 0.25);
    expect(means[0]).toBeCloseTo(0, 6);
    expect(deviations[0]).toBe(0.25);
  });
});
