import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bufferHealth, bufferTarget } from "../../../src/engine/behaviours/buffer-health.js";
import { BUFFER_HEALTHS } from "../../../src/model/session.js";

const SETTINGS = {
  every: 1,
  panicLevel: 2,
  minLevel: 10,
  goodLevel: 20,
  target: 24,
  growth: 1.5,
  shrinkage: 0.8,
  holeTolerance: 0.1,
};

describe("bufferHealth", () => {
  it("is judged by the levels, which themselves count upwards", () => {
    expect(bufferHealth(1.9, 0, SETTINGS)).toBe("critical");
    expect(bufferHealth(2, 0, SETTINGS)).toBe("low");
    expect(bufferHealth(9.9, 0, SETTINGS)).toBe("low");
    expect(bufferHealth(10, 0, SETTINGS)).toBe("good");
    expect(bufferHealth(20, 0, SETTINGS)).toBe("good");
    expect(bufferHealth(20.1, 0, SETTINGS)).toBe("excellent");
  });

  it("is fragmented by a hole over the tolerance, where there is media enough", () => {
    expect(bufferHealth(30, 0.1, SETTINGS)).toBe("excellent");
    expect(bufferHealth(30, 0.2, SETTINGS)).toBe("fragmented");
    expect(bufferHealth(9, 4, SETTINGS)).toBe("low");
    expect(bufferHealth(1, 4, SETTINGS)).toBe("critical");
  });

  it("gets no worse with more buffer, nor better with a hole", () => {
    const seconds = fc.double({ min: 0, max: 60, noNaN: true });
    const rank = (buffer: number, hole: number) =>
      BUFFER_HEALTHS.indexOf(bufferHealth(buffer, hole, SETTINGS));
    fc.assert(
      fc.property(seconds, seconds, seconds, (a, b, hole) => {
        expect(rank(Math.max(a, b), hole)).toBeGreaterThanOrEqual(rank(Math.min(a, b), hole));
        expect(rank(a, hole)).toBeLessThanOrEqual(rank(a, 0));
      }),
    );
  });
});

describe("bufferTarget", () => {
  it("grows when low or worse, up to the maximum", () => {
    expect(bufferTarget("low", 24, 60, SETTINGS)).toBe(36);
    expect(bufferTarget("critical", 24, 60, SETTINGS)).toBe(36);
    expect(bufferTarget("low", 24, 30, SETTINGS)).toBe(30);
  });

  it("shrinks when excellent, down to the minimum level", () => {
    expect(bufferTarget("excellent", 24, 60, SETTINGS)).toBeCloseTo(19.2, 12);
    expect(bufferTarget("excellent", 12, 60, SETTINGS)).toBe(10);
  });

  it("is the target at rest otherwise", () => {
    expect(bufferTarget("good", 24, 60, SETTINGS)).toBe(24);
    expect(bufferTarget("fragmented", 24, 60, SETTINGS)).toBe(24);
  });
});
