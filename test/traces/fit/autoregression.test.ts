import { describe, expect, it } from "vitest";
import { GENERATOR_KINDS } from "../../../src/inputs/generators/index.js";
import { traceFromIntervals } from "../../../src/model/trace.js";
import { randomStream } from "../../../src/random.js";
import { fittedAr1 } from "../../../src/traces/fit/autoregression.js";
import { binnedTraces } from "../../../src/traces/fit/binned-traces.js";

describe("a fitted autoregression", () => {
  it("has the parameters that the traces were made with", () => {
    const known = { meanMbps: 4, cov: 0.6, correlation: 0.9, latencyMs: 30 };
    const trace = GENERATOR_KINDS.ar1.traces(known, {
      count: 40,
      duration: 500,
      stream: (...purpose) => randomStream(3, ...purpose),
    });
    const traces = Array.from({ length: 40 }, (_, index) =>
      traceFromIntervals({ name: `set/${index}`, set: "set" }, trace(index)),
    );
    const found = fittedAr1(binnedTraces(traces, 1), 30);
    expect(found.meanMbps / 4).toBeCloseTo(1, 1);
    expect(found.cov / 0.6).toBeCloseTo(1, 1);
    expect(Math.abs(found.correlation - 0.9)).toBeLessThan(0.02);
    expect(found.latencyMs).toBe(30);
  });
});
