import { describe, expect, it } from "vitest";
import { generateFamily } from "../../../src/inputs/generators/index.js";
import { traceFromIntervals } from "../../../src/model/trace.js";
import { isWithin } from "../../../src/model/trace-fit.js";
import { agreement } from "../../../src/traces/fit/agreement.js";

const family = (name: string, seed: number) =>
  generateFamily(name, { seed, count: 20, durationSeconds: 200 }).map((trace) =>
    traceFromIntervals({ name: `${name}/${trace.name}`, set: name }, trace.intervals),
  );

describe("agreement", () => {
  const traces = family("4g", 1);

  it("of traces with themselves is complete, and the wider band holds the other", () => {
    const figures = agreement({ fittedTo: traces, heldOut: traces, generated: traces }, 1, 1);
    expect(figures.map(({ name }) => name)).toEqual([
      "mean_kbps",
      "p5_kbps",
      "p50_kbps",
      "p95_kbps",
      "outage_share",
      "cov",
      "autocorrelation_1s",
      "autocorrelation_5s",
      "autocorrelation_10s",
      "autocorrelation_30s",
    ]);
    for (const { generated, heldOut, band, widerBand } of figures) {
      expect(generated).toBe(heldOut);
      expect(isWithin(generated, band)).toBe(true);
      expect(widerBand![0]).toBeLessThanOrEqual(band![0]);
      expect(widerBand![1]).toBeGreaterThanOrEqual(band![1]);
    }
  });

  it("of another family is not", () => {
    const figures = agreement(
      { fittedTo: traces, heldOut: traces, generated: family("3g-commute", 1) },
      1,
      1,
    );
    const outside = figures.filter(({ generated, widerBand }) => !isWithin(generated, widerBand));
    expect(outside.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["mean_kbps", "p50_kbps", "p95_kbps", "outage_share", "cov"]),
    );
  });

  it("leaves out what the bins cannot tell", () => {
    const figures = agreement({ fittedTo: traces, heldOut: traces, generated: traces }, 4, 1);
    expect(figures.some(({ name }) => name.startsWith("autocorrelation"))).toBe(false);
  });
});
