import { describe, expect, it } from "vitest";
import { traceCurves } from "../../src/traces/curves.js";

const series = (count: number, of: (index: number) => number) =>
  Float64Array.from({ length: count }, (_, i) => of(i));

describe("the curves of traces", () => {
  it("have all their bins in order", () => {
    const { ascending } = traceCurves([series(3, (i) => 5 - i), series(2, (i) => i)], 1);
    expect([...ascending]).toEqual([0, 1, 3, 4, 5]);
  });

  it("go from lag 0 to a minute, in steps of whole bins", () => {
    const { correlation } = traceCurves([series(500, (i) => i % 9)], 5);
    expect(correlation[0]).toEqual({ lag: 0, value: 1 });
    expect(correlation.map(({ lag }) => lag)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]);
  });

  it("average over the traces that are three times as long as the lag", () => {
    const wave = series(300, (i) => i % 2);
    const { correlation } = traceCurves([wave, series(6, (i) => i)], 1);
    const short = traceCurves([series(6, (i) => i)], 1).correlation;
    const long = traceCurves([wave], 1).correlation;
    expect(short.map(({ lag }) => lag)).toEqual([0, 1, 2]);
    expect(correlation[1]!.value).toBeCloseTo((short[1]!.value! + long[1]!.value!) / 2, 12);
    expect(correlation[3]).toEqual(long[3]);
  });

  it("have no correlation where the capacity is constant", () => {
    expect(traceCurves([series(100, () => 3)], 1).correlation).toEqual([]);
  });
});
