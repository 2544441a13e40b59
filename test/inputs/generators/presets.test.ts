import { describe, expect, it } from "vitest";
import {
  familiesNamed,
  generateTraces,
  generatorNames,
  generatorPresets,
  KIND_NAMES,
  setOf,
  traceFamilies,
} from "../../../src/inputs/generators/index.js";
import { isThrottleSource, throttlesNamed } from "../../../src/inputs/generators/throttle-source.js";
import { abrsimCsv } from "../../../src/report/trace-formats/abrsim.js";
import { autocorrelation, coefficientOfVariation, mean, median } from "../../../src/statistics/index.js";
import { mbpsFromBps } from "../../../src/units.js";

describe("generator presets", () => {
  it("have names of their own, unlike those of kinds, and say what they are and where from", () => {
    const all = [...traceFamilies, ...generatorPresets];
    const names = [...all.map(({ name }) => name), ...KIND_NAMES];
    expect(new Set(names).size).toBe(names.length);
    for (const { description, source } of all)
      for (const line of [description, source]) expect(line).toMatch(/^[^\n]{10,120}$/);
  });

  it("are found by every name there is", () => {
    for (const name of generatorNames()) expect(familiesNamed(name).length).toBeGreaterThan(0);
    expect(familiesNamed("throttle").map(setOf)).toEqual(new Array(11).fill("throttle"));
  });

  it("that say mean, CoV and autocorrelation have them", () => {
    for (const family of generatorPresets) {
      if (family.kind !== "ar1") continue;
      const { meanMbps, cov, correlation } = family.model;
      const traces = [...generateTraces(family, { count: 20, durationSeconds: 2000 })].map(({ intervals }) =>
        intervals.map(({ bandwidth }) => mbpsFromBps(bandwidth)),
      );
      const off = [
        mean(traces.flat())! / meanMbps,
        median(traces.map((trace) => coefficientOfVariation(trace)!))! / cov,
        median(traces.map((trace) => autocorrelation(trace, 1)!))! / correlation,
      ];
      for (const ratio of off) expect(Math.abs(ratio - 1)).toBeLessThan(0.08);
    }
  });

  it("CS2P's comes near the logs that it was fitted to", () => {
    const [family] = familiesNamed("cs2p");
    const traces = [...generateTraces(family!, { count: 100, durationSeconds: 1074 })].map(({ intervals }) =>
      intervals.map(({ bandwidth }) => mbpsFromBps(bandwidth)),
    );
    expect(Math.abs(mean(traces.flat())! - 1.1)).toBeLessThan(0.15);
    expect(Math.abs(median(traces.map((trace) => autocorrelation(trace, 5)!))! - 0.56)).toBeLessThan(0.06);
  });
});

describe("throttle presets", () => {
  it("have the rate and the round trip that their tools say", () => {
    const said = throttlesNamed("throttle:*").map(({ name, csv }) => `${name} ${csv.split("\n")[1]}`);
    expect(said).toEqual([
      "devtools-3g 600,500,400",
      "devtools-slow-4g 600,1600,150",
      "devtools-fast-4g 600,9000,60",
      "lighthouse-3g 600,700,300",
      "lighthouse-slow-4g 600,1638.4,150",
      "lighthouse-desktop 600,10240,40",
      "webpagetest-edge 600,240,840",
      "webpagetest-3g 600,1600,300",
      "webpagetest-dsl 600,1500,50",
      "webpagetest-cable 600,5000,28",
      "webpagetest-fios 600,20000,4",
    ]);
  });

  it("are, as a source, what they are as a file", () => {
    for (const { csv, intervals } of throttlesNamed("throttle:*")) expect(csv).toBe(abrsimCsv(intervals));
  });

  it("are told from files by their scheme", () => {
    expect(["throttle:x", "throttle/x", "./throttle:x"].map(isThrottleSource)).toEqual([true, false, false]);
  });
});
