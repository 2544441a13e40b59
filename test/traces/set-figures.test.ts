import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/random.js";
import { setFigures } from "../../src/traces/set-figures.js";
import { traceOf } from "./trace-of.js";

const random = randomStream(5, "set figures");
const wandering = Array.from({ length: 12 }, (_, trace) => {
  let level = 3 + random();
  return traceOf(
    Array.from({ length: 120 + 20 * trace }, () => {
      level = Math.max(0, level + random() - 0.5);
      return level;
    }),
  );
});

describe("the figures of a set", () => {
  it("pool the time of all traces, and take medians of their own figures", () => {
    const set = setFigures("set", [traceOf([1, 2, 3]), traceOf([6]), traceOf([2, 2])], { bin: 1 });
    expect(set.members.map(({ bins }) => bins)).toEqual([3, 1, 2]);
    expect(set.duration).toBe(6);
    expect(set.mean!.value).toBeCloseTo(16e6 / 6, 3);
    // Of 1 2 3 6 2 2: squares about the mean 8/3 add up to 46/3.
    expect(set.standardDeviation!.value).toBeCloseTo(1e6 * Math.sqrt(46 / 3 / 5), 3);
    expect(set.p50!.value).toBe(2e6);
    // 0.5 and 0; one bin has none.
    expect(set.coefficientOfVariation!.value).toBeCloseTo(0.25, 12);
    expect(set.autocorrelation.map(({ lag }) => lag)).toEqual([1, 5, 10, 30]);
    expect(set.autocorrelation[3]!.figure).toBeUndefined();
  });

  it("have intervals around them, the same each time", () => {
    const set = setFigures("set", wandering, { bin: 1 });
    const { mean, standardDeviation, p5, p50, p95, coefficientOfVariation, coherence } = set;
    for (const figure of [mean, standardDeviation, p5, p50, p95, coefficientOfVariation, coherence]) {
      const [low, high] = figure!.interval!;
      expect(low).toBeLessThanOrEqual(figure!.value);
      expect(high).toBeGreaterThanOrEqual(figure!.value);
      expect(high).toBeGreaterThan(low);
    }
    expect(setFigures("set", wandering, { bin: 1 })).toEqual(set);
  });

  it("have narrower ones of more traces", () => {
    const width = ([low, high]: readonly [number, number]) => high - low;
    const few = setFigures("set", wandering.slice(0, 6), { bin: 1 }).mean!.interval!;
    const many = setFigures("set", [...wandering, ...wandering, ...wandering], { bin: 1 }).mean!.interval!;
    expect(width(many)).toBeLessThan(width(few));
  });

  it("do not take a share that no trace shows for one that cannot be", () => {
    const { outageShare } = setFigures("set", wandering.slice(0, 10).map(raised), { bin: 1 });
    // 1 - 0.05^(1/10)
    expect(outageShare!.value).toBe(0);
    expect(outageShare!.interval![1]).toBeCloseTo(0.2589, 4);
  });

  it("have no interval of a single trace, and no figures of traces shorter than a bin", () => {
    const one = setFigures("set", [wandering[0]!], { bin: 1 });
    expect(one.mean!.interval).toBeUndefined();
    expect(one.p50!.interval).toBeUndefined();
    const short = setFigures("set", [traceOf([1], 0.5), traceOf([2], 0.5)], { bin: 1 });
    expect(short.mean!.value).toBe(1.5e6);
    for (const name of ["standardDeviation", "p50", "outageShare", "coherence"] as const)
      expect(short[name]).toBeUndefined();
  });
});

const raised = ({ bandwidths }: ReturnType<typeof traceOf>) =>
  traceOf(Array.from(bandwidths, (rate) => rate / 1e6 + 1));
