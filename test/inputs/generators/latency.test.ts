import { describe, expect, it } from "vitest";
import { latencyProcess } from "../../../src/inputs/generators/latency.js";
import { normalDraw, randomStream } from "../../../src/random.js";
import { median } from "../../../src/statistics/index.js";

const random = () => randomStream(1, "latency");

describe("latencyProcess", () => {
  it("varies about the median in force", () => {
    const next = latencyProcess({ medianMs: 0, spread: 0.3, timeConstant: 2, withCapacity: 0 }, 1, random());
    const drawn = Array.from({ length: 5000 }, () => next(40, 0));
    expect(Math.abs(median(drawn)! - 40)).toBeLessThan(2);
  });

  it("is higher where capacity is low", () => {
    const next = latencyProcess({ medianMs: 0, spread: 0.3, timeConstant: 2, withCapacity: 1 }, 1, random());
    expect(next(40, -1)).toBeCloseTo(40 * Math.exp(0.3), 10);
    expect(next(40, 1)).toBeCloseTo(40 * Math.exp(-0.3), 10);
  });

  it("stays the same within a trace that has no time constant", () => {
    const next = latencyProcess({ medianMs: 0, spread: 0.3, withCapacity: 0 }, 1, random());
    const first = next(40, 0);
    expect(first).toBeCloseTo(40 * Math.exp(0.3 * normalDraw(random())), 10);
    expect([next(40, 2), next(40, -2)]).toEqual([first, first]);
  });
});
