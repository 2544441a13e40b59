import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import { generateFamily, generatorDocument, readGenerator } from "../../../src/inputs/generators/index.js";
import { type Trace, traceFromIntervals } from "../../../src/model/trace.js";
import { FIT_KINDS, type FitKind, isWithin, type TraceFit } from "../../../src/model/trace-fit.js";
import { fitTraces, generatedLike } from "../../../src/traces/fit/index.js";

const OPTIONS = { name: "fitted", kind: "latent-gaussian", heldOutShare: 0.5, seed: 1 } as const;

const family = (name: string, count: number, durationSeconds: number): Trace[] =>
  generateFamily(name, { seed: 4, count, durationSeconds }).map((trace) =>
    traceFromIntervals({ name: `${name}/${trace.name}`, set: name }, trace.intervals),
  );

const figure = ({ figures }: TraceFit, name: string) => figures.find((one) => one.name === name)!;

/** Traces of given capacities, a second each, in Mbit/s. */
const tracesOf = (all: readonly (readonly number[])[]): Trace[] =>
  all.map((values, index) =>
    traceFromIntervals(
      { name: `set/${index}`, set: "set" },
      values.map((mbps) => ({ duration: 1, bandwidth: mbps * 1e6 })),
    ),
  );

describe("a generator fitted to traces of a known one", () => {
  const { fit, generator } = fitTraces(family("3g-commute", 40, 250), OPTIONS);

  it("has the figures of those that it was fitted to", () => {
    for (const [name, tolerance] of [
      ["mean_kbps", 60],
      ["p50_kbps", 80],
      ["cov", 0.08],
      ["outage_share", 0.03],
      ["autocorrelation_1s", 0.03],
      ["autocorrelation_5s", 0.05],
      ["autocorrelation_10s", 0.05],
      ["autocorrelation_30s", 0.06],
    ] as const) {
      const { fittedTo, generated, unit } = figure(fit, name);
      const off = Math.abs(generated! - fittedTo!) / (unit === "bit/s" ? 1000 : 1);
      expect(off, name).toBeLessThan(tolerance);
    }
  });

  it("lies in the band of the difference in all figures", () => {
    const outside = fit.figures.filter(({ generated, widerBand }) => !isWithin(generated, widerBand));
    expect(outside).toEqual([]);
  });

  it("finds the latency, and warns of nothing", () => {
    expect(generator.kind === "latent-gaussian" && generator.model.latency.medianMs).toBeCloseTo(100, -1);
    expect(fit.cautions).toEqual([]);
  });

  it("reads back from its document, and then generates the same", () => {
    const read = readGenerator(generatorDocument(generator), "fitted.yaml", "other");
    expect(read).toEqual(generator);
    expect(generatedLike(read, [30, 20], 9)).toEqual(generatedLike(generator, [30, 20], 9));
  });
});

describe("fitting", () => {
  const traces = family("4g", 12, 60);

  it("parts the traces by the seed and does the same for the same", () => {
    const fits = [1, 1, 2].map((seed) => fitTraces(traces, { ...OPTIONS, seed, heldOutShare: 0.25 }));
    expect(fits[0]).toEqual(fits[1]);
    expect(fits[0]!.fit.heldOut).not.toEqual(fits[2]!.fit.heldOut);
    for (const { fit } of fits) {
      expect(fit.heldOut).toHaveLength(3);
      expect([...fit.fittedTo, ...fit.heldOut].sort()).toEqual(traces.map(({ name }) => name).sort());
    }
  });

  it("does not look at the traces held out", () => {
    const { fit, generator } = fitTraces(traces, OPTIONS);
    const others = traces.map((trace) =>
      fit.heldOut.includes(trace.name)
        ? traceFromIntervals({ name: trace.name, set: trace.set }, [
            { duration: 50, bandwidth: 1, latency: 1 },
          ])
        : trace,
    );
    expect(fitTraces(others, OPTIONS).generator).toEqual(generator);
  });

  it.each(FIT_KINDS)("of any traces makes a %s that can be written, read and generated from", (kind) => {
    const capacity = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1e5 })).map((kbps) => kbps / 1000);
    const lasting = fc.integer({ min: 1, max: 20 });
    const trace = fc
      .array(fc.tuple(capacity, lasting), { minLength: 1, maxLength: 6 })
      .map((runs) => runs.flatMap(([value, times]) => new Array<number>(times).fill(value)));
    fc.assert(
      fc.property(fc.array(trace, { minLength: 8, maxLength: 14 }), (all) => {
        const fitted = fitOrRefusal(tracesOf(all), kind);
        if (fitted instanceof InputError) return;
        const { generator, fit } = fitted;
        expect(readGenerator(generatorDocument(generator), "fitted.yaml", "other")).toEqual(generator);
        for (const { generated } of fit.figures) expect(Number.isFinite(generated ?? 0)).toBe(true);
      }),
      { numRuns: 8 },
    );
  });

  const varied = Array.from({ length: 20 }, (_, at) => 1 + (at % 3));
  it.each([
    ["too few traces", new Array(7).fill(varied), {}, /at least 8 of at least 10 bins, got 7/],
    ["traces that are too short", new Array(20).fill([1, 2, 3]), {}, /at least 8 of at least 10 bins, got 0/],
    ["one capacity throughout", new Array(9).fill(new Array(20).fill(2)), {}, /capacity that varies/],
    [
      "a share that leaves too few",
      new Array(10).fill(varied),
      { heldOutShare: 0.1 },
      /--hold-out: expected a share/,
    ],
    ["too many bins", new Array(9).fill(varied), { bin: 1e-6 }, /--bin: expected bins.*Choose longer bins/],
  ])("refuses %s", (_, all, options, message) => {
    expect(() => fitTraces(tracesOf(all), { ...OPTIONS, ...options })).toThrow(InputError);
    expect(() => fitTraces(tracesOf(all), { ...OPTIONS, ...options })).toThrow(message);
  });

  it("warns of few traces, of those left out, and of a latency that is not known", () => {
    const { fit } = fitTraces(tracesOf([[1, 2], ...new Array(9).fill(varied)]), OPTIONS);
    expect(fit.cautions).toEqual([
      { kind: "too-short", traces: 1, bins: 10 },
      { kind: "few-traces", half: "fitted to", traces: 4 },
      { kind: "few-traces", half: "held out", traces: 5 },
      { kind: "latency-unknown", latency: 0.05 },
    ]);
  });
});

function fitOrRefusal(traces: readonly Trace[], kind: FitKind) {
  try {
    return fitTraces(traces, { ...OPTIONS, kind });
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}
