import { describe, expect, it } from "vitest";
import { latencyProcess } from "../../../src/inputs/generators/latency.js";
import { latentProcess } from "../../../src/inputs/generators/latent.js";
import { type Trace, traceFromIntervals } from "../../../src/model/trace.js";
import { randomStream } from "../../../src/random.js";
import { fittedLatency } from "../../../src/traces/fit/latency.js";

const known = { medianMs: 60, spread: 0.3, timeConstant: 20, withCapacity: 0.4 };

/** Traces of latency by the generator's own process, and the scores of capacity that went with it. */
function measured(model: typeof known): { readonly traces: Trace[]; readonly scores: Float64Array[] } {
  const scores: Float64Array[] = [];
  const traces = Array.from({ length: 30 }, (_, index) => {
    const score = latentProcess([{ share: 1, timeConstant: 20 }], 1, randomStream(index, "capacity"));
    const latency = latencyProcess(model, 1, randomStream(index, "latency"));
    const own = Float64Array.from({ length: 400 }, score);
    scores.push(own);
    const intervals = Array.from(own, (value) => ({
      duration: 1,
      bandwidth: 1e6,
      latency: latency(model.medianMs, value) / 1000,
    }));
    return traceFromIntervals({ name: `set/${index}`, set: "set" }, intervals);
  });
  return { traces, scores };
}

describe("fitted latency", () => {
  it("is what the traces were made with", () => {
    const { traces, scores } = measured(known);
    const found = fittedLatency(traces, scores, 1)!;
    expect(found.medianMs / 60).toBeCloseTo(1, 1);
    expect(Math.abs(found.spread - 0.3)).toBeLessThan(0.03);
    expect(Math.abs(found.timeConstant! - 20)).toBeLessThan(5);
    expect(Math.abs(found.withCapacity - 0.4)).toBeLessThan(0.08);
  });

  it("is a constant where it was one", () => {
    const { traces, scores } = measured({ ...known, spread: 0 });
    expect(fittedLatency(traces, scores, 1)).toEqual({ medianMs: 60, spread: 0, withCapacity: 0 });
  });

  it("does not drift where each trace has its own", () => {
    const traces = [20, 40, 80].map((ms, index) =>
      traceFromIntervals({ name: `set/${index}`, set: "set" }, [
        { duration: 30, bandwidth: 1e6, latency: ms / 1000 },
      ]),
    );
    const scores = [-1, 0, 1].map((score) => new Float64Array(30).fill(score));
    const found = fittedLatency(traces, scores, 1)!;
    expect(found.medianMs).toBe(40);
    expect(found.timeConstant).toBeUndefined();
  });

  it("is unknown where one trace does not know its own", () => {
    const interval = { duration: 10, bandwidth: 1e6 };
    const traces = [
      traceFromIntervals({ name: "set/a", set: "set" }, [{ ...interval, latency: 0.05 }]),
      traceFromIntervals({ name: "set/b", set: "set" }, [interval]),
    ];
    expect(fittedLatency(traces, [new Float64Array(10), new Float64Array(10)], 1)).toBeUndefined();
  });
});
