import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import {
  familiesNamed,
  generateFamily,
  generateTraces,
  traceFamilies,
} from "../../../src/inputs/generators/index.js";
import { traceFromIntervals } from "../../../src/model/trace.js";

const names = traceFamilies.map((family) => family.name);

describe("generateFamily", () => {
  it("gives twenty traces of ten minutes, named after the family", () => {
    const traces = generateFamily("4g");
    expect(traces.map(({ name }) => name)).toContain("4g-01.csv");
    expect(traces.map(({ name }) => name)).toContain("4g-20.csv");
    expect(traces).toHaveLength(20);
    for (const { intervals } of traces) expect(intervals).toHaveLength(600);
  });

  it("gives every pattern, named after itself", () => {
    const files = generateFamily("adversarial").map(({ name }) => name);
    expect(files).toContain("square-wave-40s.csv");
    expect(generateFamily("adversarial", { count: 2 }).map(({ name }) => name)).toEqual(files.slice(0, 2));
  });

  it("gives valid traces of the duration asked for, and the same ones for the same seed", () => {
    const name = fc.constantFrom(...names);
    const options = fc.record({
      seed: fc.nat(),
      count: fc.integer({ min: 1, max: 5 }),
      durationSeconds: fc.integer({ min: 1, max: 200 }),
    });
    fc.assert(
      fc.property(name, options, (family, some) => {
        const traces = generateFamily(family, some);
        expect(traces).toHaveLength(some.count);
        for (const { name: file, intervals } of traces) {
          const { period } = traceFromIntervals({ name: file, set: family }, intervals);
          expect(period).toBe(some.durationSeconds);
        }
        expect(generateFamily(family, some)).toEqual(traces);
      }),
      { numRuns: 60 },
    );
  });

  it.each(names.filter((name) => name !== "adversarial"))("%s: another seed gives other traces", (name) => {
    const some = (seed: number) => generateFamily(name, { seed, count: 2, durationSeconds: 60 });
    expect(some(1)).not.toEqual(some(2));
    expect(some(1)[0]!.intervals).not.toEqual(some(1)[1]!.intervals);
  });

  it("gives the one trace of a generator without chance, named after it", () => {
    expect(generateFamily("sinusoid").map(({ name }) => name)).toEqual(["sinusoid.csv"]);
    expect(generateFamily("throttle").map(({ name }) => name)).toContain("devtools-3g.csv");
  });

  it("makes a trace when it is asked for, not before", () => {
    const [family] = familiesNamed("4g");
    const all = generateTraces(family!, { count: 100_000, durationSeconds: 86_400 });
    const [first] = all;
    expect(all.count).toBe(100_000);
    expect(first!.name).toBe("4g-000001.csv");
    expect(first!.intervals).toHaveLength(86_400);
  });

  it("writes numbers wide enough to sort", () => {
    const files = generateFamily("leo-satellite", { count: 100, durationSeconds: 1 }).map(({ name }) => name);
    expect([files[0], files[99]]).toEqual(["leo-satellite-001.csv", "leo-satellite-100.csv"]);
  });

  it.each([
    ["an unknown name", () => generateFamily("6g"), /a preset or a kind of generator, got "6g"/],
    ["a misspelt one", () => generateFamily("pensieve-sythetic"), /Did you mean "pensieve-synthetic"/],
    ["no traces", () => generateFamily("4g", { count: 0 }), /^count: .*got 0/],
    ["half a trace", () => generateFamily("4g", { count: 1.5 }), /^count: /],
    ["more patterns than there are", () => generateFamily("adversarial", { count: 99 }), /from 1 to 13,/],
    [
      "traces that are all the same",
      () => generateFamily("square", { count: 2 }),
      /expected 1, got 2.*chance/,
    ],
    ["more traces than can be dealt with", () => generateFamily("4g", { count: 1e9 }), /from 1 to 1000000,/],
    [
      "a trace that memory does not hold",
      () => generateFamily("4g", { durationSeconds: 1e8 }),
      /1000000 rows/,
    ],
    ["endless time", () => generateFamily("4g", { durationSeconds: Number.POSITIVE_INFINITY }), /in seconds/],
    ["no time", () => generateFamily("4g", { durationSeconds: 0 }), /^durationSeconds: .*over 0 s, got 0/],
  ])("refuses %s", (_, attempt, message) => {
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow(message);
  });
});
