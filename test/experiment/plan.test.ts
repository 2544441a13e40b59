import { describe, expect, it } from "vitest";
import {
  columnsOf,
  identityOf,
  sessionCount,
  unitAt,
  unitCount,
  videoIn,
} from "../../src/experiment/plan.js";
import { arm, plan, video } from "./plans.js";

const wide = plan({
  replicates: 2,
  videos: [video("v", 3), video("w", 3)],
  arms: [arm("both", "bb", [0, 1]), arm("one", "bb", [1])],
});

describe("units of a plan", () => {
  it("are every trace, position and replicate once, replicates first", () => {
    const units = Array.from({ length: unitCount(wide) }, (_, index) => unitAt(wide, index));
    expect(units).toHaveLength(3 * 2 * 2);
    expect(units.slice(0, 5)).toEqual([
      { trace: 0, position: 0, replicate: 0 },
      { trace: 0, position: 0, replicate: 1 },
      { trace: 0, position: 1, replicate: 0 },
      { trace: 0, position: 1, replicate: 1 },
      { trace: 1, position: 0, replicate: 0 },
    ]);
    expect(new Set(units.map((unit) => JSON.stringify(unit))).size).toBe(units.length);
  });

  it("pair arms by the position of their videos; an arm without one takes no part", () => {
    expect(videoIn(wide, 0, unitAt(wide, 0))?.name).toBe("v");
    expect(videoIn(wide, 1, unitAt(wide, 0))?.name).toBe("w");
    expect(videoIn(wide, 1, unitAt(wide, 2))).toBeUndefined();
    expect(sessionCount(wide)).toBe(3 * 2 * (2 + 1));
  });

  it("identify their sessions", () => {
    expect(identityOf(wide, 1, unitAt(wide, 5))).toEqual({
      scenario: "test",
      policy: "one",
      traceSet: "a",
      trace: "a/2",
      video: "w",
      replicate: 1,
      seed: 3,
    });
    expect(() => identityOf(wide, 1, unitAt(wide, 2))).toThrow(RangeError);
  });
});

describe("columnsOf", () => {
  it("are the session's metrics, then a column a QoE model", () => {
    const names = columnsOf(plan()).map((column) => column.name);
    expect(names[0]).toBe("startup_s");
    expect(names.slice(-2)).toEqual(["qoe_composite", "qoe_linear"]);
  });
});
