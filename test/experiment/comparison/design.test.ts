import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  againstControl,
  controlTraces,
  marginSize,
  splitInSummary,
  traceWeights,
} from "../../../src/experiment/comparison/design.js";

const tracesOf = (sizes: Readonly<Record<string, number>>) =>
  Object.entries(sizes).flatMap(([set, size]) =>
    Array.from({ length: size }, (_, n) => ({ name: `${set}/${n}`, set })),
  );

describe("a margin", () => {
  it("is a number of the metric's unit, or a share of a mean's size", () => {
    expect(marginSize(0.002, 7)).toBe(0.002);
    expect(marginSize("2%", -50)).toBe(1);
    expect(marginSize("0.5 %", 200)).toBe(1);
  });
  it("that is a share of nothing is none", () => expect(marginSize("2%", undefined)).toBeUndefined());
});

describe("weights of traces", () => {
  it("are 1 each where nobody asks for others", () =>
    expect([...traceWeights(tracesOf({ a: 2, b: 1 }), undefined)]).toEqual([1, 1, 1]));

  it("spread a set's weight over its traces: 3 to 1 whatever the sets' sizes", () => {
    // a: 3 over 2 traces, b: 1 over 4; 6 traces share out 6.
    expect([...traceWeights(tracesOf({ a: 2, b: 4 }), { a: 3 })]).toEqual([
      2.25, 2.25, 0.375, 0.375, 0.375, 0.375,
    ]);
  });

  it("make 1 on average, and each set's share is its weight's", () => {
    const sets = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.integer({ min: 1, max: 9 }), {
      minKeys: 1,
    });
    const weights = fc.dictionary(
      fc.constantFrom("a", "b", "c"),
      fc.double({ min: 0.01, max: 100, noNaN: true }),
    );
    fc.assert(
      fc.property(sets, weights, (sizes, given) => {
        const traces = tracesOf(sizes);
        const weighed = traceWeights(traces, given);
        const total = weighed.reduce((sum, weight) => sum + weight, 0);
        expect(total).toBeCloseTo(traces.length, 6);
        const all = Object.keys(sizes).reduce((sum, set) => sum + (given[set] ?? 1), 0);
        for (const set of Object.keys(sizes)) {
          const own = weighed.reduce((sum, weight, n) => sum + (traces[n]!.set === set ? weight : 0), 0);
          expect(own / total).toBeCloseTo((given[set] ?? 1) / all, 6);
        }
      }),
    );
  });
});

describe("a split of traces", () => {
  const traces = tracesOf({ a: 2000 });
  it("is that of the names and the seed, whatever else is in the list", () => {
    const all = controlTraces(traces, 7, 90)!;
    const some = controlTraces(traces.slice(100, 200), 7, 90)!;
    expect([...some]).toEqual([...all.slice(100, 200)]);
    expect([...controlTraces(traces, 8, 90)!]).not.toEqual([...all]);
  });
  it("gives the control about as many as it says", () => {
    const { controlTraces: control, armTraces } = splitInSummary(controlTraces(traces, 7, 90)!, 90);
    expect(control + armTraces).toBe(2000);
    // Five standard deviations of a binomial: 67.
    expect(Math.abs(control - 1800)).toBeLessThan(67);
  });
  it("is none where the design is paired", () => expect(controlTraces(traces, 7, undefined)).toBeUndefined());
});

it("every arm but the control is compared with it", () =>
  expect(againstControl([{ name: "x" }, { name: "y" }, { name: "z" }], "y")).toEqual([
    { policy: "x", control: "y" },
    { policy: "z", control: "y" },
  ]));
