import { describe, expect, it } from "vitest";
import type { TraceFigures, TraceSetFigures } from "../../../src/model/trace-figures.js";
import { LISTINGS } from "../../../src/report/listings/index.js";
import { folderListing, setListing, traceListing } from "../../../src/report/trace-figures/index.js";

const FIGURES: TraceFigures = {
  duration: 600,
  intervals: 300,
  bin: 2,
  bins: 300,
  mean: 1.234e6,
  standardDeviation: 0.5e6,
  percentiles: { p5: 0, p25: 0.5e6, p50: 1e6, p75: 2e6, p95: 3e6 },
  min: 0,
  max: 4e6,
  coefficientOfVariation: 0.4052,
  autocorrelation: [
    { lag: 1, value: undefined },
    { lag: 10, value: -0.004 },
  ],
  coherence: 8,
  outages: { share: 0.051, shareOfBrief: 0.051, longest: 12 },
  latency: undefined,
  loss: undefined,
};
const ROW = { name: "set/<b>|\u001b[31m.csv", format: "oboe", figures: FIGURES };

const SET: TraceSetFigures = {
  set: "a|b",
  members: [FIGURES, FIGURES],
  duration: 1200,
  bin: 2,
  mean: { value: 1.234e6, interval: [1.1e6, 1.4e6] },
  standardDeviation: { value: 0.5e6, interval: undefined },
  p5: undefined,
  p50: { value: 1e6, interval: [0.9e6, 1.1e6] },
  p95: { value: 3e6, interval: [2e6, 4e6] },
  coefficientOfVariation: { value: 0.4052, interval: [0.3, 0.5] },
  outageShare: { value: 0.051, interval: [0.01, 0.1] },
  briefOutageShare: { value: 0.051, interval: [0.01, 0.1] },
  autocorrelation: [
    { lag: 1, figure: undefined },
    { lag: 10, figure: { value: -0.1, interval: [-0.2, 0] } },
  ],
  coherence: { value: 8, interval: [7, 9] },
};

describe("a listing of traces", () => {
  it("tells programs all figures in full precision, and nothing where there is none", () => {
    const [row] = JSON.parse(LISTINGS.json(traceListing([ROW], "programs")));
    expect(row).toEqual({
      trace: ROW.name,
      format: "oboe",
      intervals: 300,
      duration_s: 600,
      bin_s: 2,
      mean_kbps: 1234,
      sd_kbps: 500,
      cov: 0.4052,
      min_kbps: 0,
      p5_kbps: 0,
      p25_kbps: 500,
      p50_kbps: 1000,
      p75_kbps: 2000,
      p95_kbps: 3000,
      max_kbps: 4000,
      outage_share: 0.051,
      longest_outage_s: 12,
      acf_10s: -0.004,
      coherence_s: 8,
    });
    expect(LISTINGS.csv(traceListing([ROW], "programs")).split("\n")[0]).toContain("acf_1s,acf_10s");
  });

  it("shows people what some trace has, on one scale", () => {
    const slow = { ...ROW, name: "set/slow", figures: { ...FIGURES, mean: 0.02e6, latency: 0.05 } };
    const [head, , ...rows] = LISTINGS.markdown(traceListing([ROW, slow], "people"))
      .trim()
      .split("\n");
    expect(head).toContain("| mean Mbit/s | sd Mbit/s |");
    expect(head).toContain("| ACF 10 s |");
    expect(head).not.toContain("ACF 1 s");
    expect(head).toContain("| latency ms |");
    expect(head).not.toContain("loss");
    expect(rows[0]).toContain("| 1.23 |");
    expect(rows[0]).toContain("| 5.1 % |");
    expect(rows[0]).toContain("| 0.00 | 8 | – |");
    expect(rows[1]).toContain("| 0.0200 |");
  });

  it("shows hostile names as text", () => {
    const table = LISTINGS.table(traceListing([ROW], "people"), { width: 80 });
    expect(table).not.toContain("\u001b");
    expect(table).toContain("<b>|");
    expect(LISTINGS.markdown(traceListing([ROW], "people"))).toContain("\\|");
  });
});

describe("a listing of sets", () => {
  it("tells programs each figure with the ends of its interval", () => {
    const [row] = JSON.parse(LISTINGS.json(setListing([SET], "programs")));
    expect(row).toMatchObject({ traces: 2, mean_kbps: 1234, mean_kbps_low: 1100, mean_kbps_high: 1400 });
    expect(row).toMatchObject({ outage_share: 0.051, acf_10s_low: -0.2, coherence_s_high: 9 });
    expect(row).not.toHaveProperty("sd_kbps_low");
    expect(row).not.toHaveProperty("p5_kbps");
  });

  it("shows people the figures with their intervals, shares in per cent", () => {
    const markdown = LISTINGS.markdown(setListing([SET], "people")).replaceAll(/\\([[\]])/g, "$1");
    const [head, , row] = markdown.trim().split("\n");
    expect(head).toContain("mean Mbit/s | sd Mbit/s | p50 Mbit/s");
    expect(row).toContain("a\\|b");
    expect(row).toContain("| 1.23 [1.10, 1.40] | 0.5 |");
    expect(row).toContain("| 5 [1, 10] |");
    expect(row).toContain("−0.10 [−0.20, 0.00]");
  });
});

describe("a listing of folders", () => {
  const row = {
    folder: "traces/4g",
    traces: 20,
    duration: 7200,
    bits: 7200 * 2e6,
    formats: ["abrsim", "oboe"],
  };

  it("has the hours and the mean, and a description where any ships with one", () => {
    const shipped = LISTINGS.markdown(
      folderListing([
        { ...row, description: "LTE" },
        { ...row, description: undefined },
      ]),
    );
    expect(shipped).toContain("| traces/4g | 20 | 2 | 2 | abrsim, oboe | LTE |");
    expect(shipped).toContain("| – |");
    expect(LISTINGS.csv(folderListing([{ ...row, description: undefined }]))).toBe(
      'folder,traces,hours,mean_kbps,format\ntraces/4g,20,2,2000,"abrsim, oboe"\n',
    );
  });
});
