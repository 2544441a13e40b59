import { describe, expect, it } from "vitest";
import { variationOf } from "../../src/report/variation.js";

const of = (...samples: readonly (readonly number[])[]) =>
  variationOf(samples.map((sorted, arm) => ({ policy: `arm ${arm}`, metric: "played_s", sorted })));

describe("variationOf", () => {
  it("sees no variation in one value, in rounding noise, and in nothing", () => {
    expect(of([600, 600], [600, 600])).toBe("none");
    expect(of([599.9999999999998, 600], [600, 600.0000000000001])).toBe("none");
    expect(of([0, 0], [0])).toBe("none");
    expect(of([], [])).toBe("none");
  });

  it("tells sessions that differ from policies that do", () => {
    expect(of([196, 597], [196, 597.0000000000001])).toBe("sessions");
    expect(of([196, 597], [196, 598])).toBe("policies");
    expect(of([196, 597], [597])).toBe("policies");
  });

  it("sees small values that differ", () => {
    expect(of([1e-12, 2e-12], [1e-12, 3e-12])).toBe("policies");
  });
});
