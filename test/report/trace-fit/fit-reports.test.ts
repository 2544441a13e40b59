import { describe, expect, it } from "vitest";
import type { TraceFit } from "../../../src/model/trace-fit.js";
import { FIT_REPORTS } from "../../../src/report/trace-fit/index.js";

const FIT: TraceFit = {
  kind: "hmm",
  bin: 5,
  seed: 3,
  fittedTo: ["set/a", "set/b"],
  heldOut: ["set/c"],
  generated: 20,
  figures: [
    {
      name: "mean_kbps",
      label: "mean",
      unit: "bit/s",
      fittedTo: 2.1e6,
      heldOut: 2.5e6,
      generated: 2.05e6,
      band: [2.2e6, 2.8e6],
      widerBand: [1.9e6, 3.1e6],
    },
    {
      name: "autocorrelation_5s",
      label: "autocorrelation at 5 s",
      unit: "",
      fittedTo: 0.5,
      heldOut: 0.4,
      generated: -0.1,
      band: [0.3, 0.5],
      widerBand: [0.2, 0.6],
    },
    {
      name: "outage_share",
      label: "below 0.1 Mbit/s",
      unit: "%",
      fittedTo: undefined,
      heldOut: 0.04,
      generated: 0.05,
      band: undefined,
      widerBand: undefined,
    },
  ],
  cautions: [
    { kind: "few-traces", half: "held out", traces: 1 },
    { kind: "too-short", traces: 1, bins: 10 },
    { kind: "latency-unknown", latency: 0.05 },
  ],
};
const GENERATOR = { generator: "hmm", latencyMs: 50 };

describe("the report of a fit", () => {
  it.each(["table", "markdown"] as const)(
    "as a %s says what is outside, and what is to bear in mind",
    (format) => {
      const text = FIT_REPORTS[format](FIT, GENERATOR, { width: 200 });
      expect(text).toContain("hmm fitted to 2 of 3 traces, split by seed 3, in bins of 5 s");
      expect(text).toMatch(
        /mean \(Mbit\/s\).*2\.10.*2\.50.*2\.05.*2\.20 to 2\.80 +outside.*1\.90 to 3\.10(?! *outside)/,
      );
      expect(text).toMatch(/autocorrelation at 5 s.*−0\.100.*outside.*outside/);
      expect(text).toMatch(/below 0\.1 Mbit\/s \(%\).*–.*4 .*5 /);
      expect(text).toContain("0 of 2 figures lie in the band of those held out");
      expect(text).toMatch(/difference too[^:]*: autocorrelation at 5 s/);
      expect(text).toContain("Only 1 trace was held out");
      expect(text).toContain("Left out for having fewer than 10 bins: 1 trace");
      expect(text).toContain("a usual one, 50 ms");
    },
  );

  it("as JSON has all of it, rates in kbit/s, and nothing for what is missing", () => {
    const { figures, ...rest } = JSON.parse(FIT_REPORTS.json(FIT, GENERATOR));
    expect(rest).toMatchObject({
      kind: "hmm",
      bin_s: 5,
      seed: 3,
      fitted_to: ["set/a", "set/b"],
      held_out: ["set/c"],
      generator: GENERATOR,
    });
    expect(figures[0]).toEqual({
      figure: "mean_kbps",
      fitted_to: 2100,
      held_out: 2500,
      generated: 2050,
      held_out_ci95: [2200, 2800],
      inside: false,
      difference_ci95: [1900, 3100],
      inside_difference: true,
    });
    expect(figures[2]).toEqual({ figure: "outage_share", held_out: 0.04, generated: 0.05 });
  });
});
