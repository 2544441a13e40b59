import { describe, expect, it } from "vitest";
import type { TraceGenerator } from "../../../../src/inputs/generators/family.js";
import { familiesNamed, generateTraces, withParameters } from "../../../../src/inputs/generators/index.js";
import { kbpsFromBps } from "../../../../src/units.js";

/** [seconds, kbit/s] of each interval of the one trace of a kind. */
function drawn(kind: TraceGenerator["kind"], parameters: readonly string[], durationSeconds: number) {
  const [family] = familiesNamed(kind);
  const [trace] = generateTraces(withParameters(family!, parameters), { durationSeconds });
  return trace!.intervals.map(({ duration, bandwidth }) => [duration, kbpsFromBps(bandwidth)]);
}

describe("generators of test signals", () => {
  it("step once, in the middle or when they are told", () => {
    const levels = ["beforeMbps=3", "afterMbps=1"];
    expect(drawn("step", levels, 10)).toEqual([
      [5, 3000],
      [5, 1000],
    ]);
    expect(drawn("step", [...levels, "atSeconds=7"], 10)).toEqual([
      [7, 3000],
      [3, 1000],
    ]);
  });

  it("alternate by half a period", () => {
    expect(drawn("square", ["highMbps=3", "lowMbps=1", "periodSeconds=4"], 5)).toEqual([
      [2, 3000],
      [2, 1000],
      [1, 3000],
    ]);
  });

  it("swing, and are 0 where they would be below", () => {
    expect(drawn("sinusoid", ["centreMbps=1", "amplitudeMbps=2", "periodSeconds=4"], 4)).toEqual([
      [1, 1000],
      [1, 3000],
      [1, 1000],
      [1, 0],
    ]);
  });

  it("fail once in the middle, or at the end of each period", () => {
    const link = ["capacityMbps=4", "duringMbps=0.1", "lengthSeconds=2"];
    expect(drawn("outage", link, 10)).toEqual([
      [4, 4000],
      [2, 100],
      [4, 4000],
    ]);
    expect(drawn("outage", [...link, "periodSeconds=5"], 10)).toEqual([
      [3, 4000],
      [2, 100],
      [3, 4000],
      [2, 100],
    ]);
  });

  it("stay, in one row and to the bit", () => {
    expect(drawn("constant", ["capacityMbps=1.6384"], 600)).toEqual([[600, 1638.4]]);
  });
});
