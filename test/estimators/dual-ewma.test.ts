import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dualEwma } from "../../src/estimators/dual-ewma.js";
import { sabreEwma } from "../../src/estimators/sabre-ewma.js";
import { download } from "./downloads.js";

describe("dualEwma", () => {
  const halfLives = { fastHalfLife: 1, slowHalfLife: 2 };

  it("is undefined before the first sample, or its default", () => {
    expect(dualEwma(halfLives).estimate()).toBeUndefined();
    expect(dualEwma({ ...halfLives, defaultEstimate: 500 }).estimate()).toBe(500);
  });

  it("is the lower of two averages weighted by seconds", () => {
    const ewma = dualEwma(halfLives);
    ewma.add(download(4000, 1));
    expect(ewma.estimate()).toBeCloseTo(4000, 9);
    ewma.add(download(1000, 1));
    // Fast: (0.5 x 2000 + 500) / 0.75 = 2000. Slow: (0.7071 x 1171.6 + 292.9) / 0.5 = 2242.6.
    expect(ewma.estimate()).toBeCloseTo(2000, 9);
    ewma.add(download(16_000, 2));
    // Fast: (0.25 x 1500 + 0.75 x 8000) / 0.9375 = 6800. Slow: (0.5 x 1121.3 + 0.5 x 8000) / 0.75 = 6080.9.
    expect(ewma.estimate()).toBeCloseTo(6080.88, 2);
  });

  it("leaves latency out, or counts it, as it measures", () => {
    const sample = download(4000, 2, { latency: 1 });
    for (const [measure, expected] of [
      ["transfer", 4000],
      ["request", 2000],
    ] as const) {
      const ewma = dualEwma({ ...halfLives, measure });
      ewma.add(sample);
      expect(ewma.estimate()).toBeCloseTo(expected, 9);
    }
  });

  it("weighs a sample by the time that it measures", () => {
    // By the whole request the second weighs 3 s: e = 0.125 x 2000 + 0.875 x 1000; / (1 - 0.5^4).
    const ewma = dualEwma({ fastHalfLife: 1, slowHalfLife: 1, measure: "request" });
    ewma.add(download(4000, 1));
    ewma.add(download(3000, 3, { latency: 2 }));
    expect(ewma.estimate()).toBeCloseTo(1200, 9);
  });

  it.each([
    [{ minSampleBits: 1000 }, 999, 1000, 1, 1],
    [{ minSampleTime: 0.5 }, 1000, 1000, 0.499, 0.5],
    [{ minTotalBits: 1000 }, 999, 1000, 1, 1],
  ])("takes a sample at %j and none below", (least, few, enough, short, long) => {
    const below = dualEwma({ ...halfLives, ...least });
    below.add(download(few, short));
    expect(below.estimate()).toBeUndefined();
    const at = dualEwma({ ...halfLives, ...least });
    at.add(download(enough, long));
    expect(at.estimate()).toBeCloseTo(enough / long, 9);
  });

  it("counts what it skipped towards nothing", () => {
    const ewma = dualEwma({ ...halfLives, minSampleBits: 1000, minTotalBits: 1500 });
    ewma.add(download(900, 1));
    ewma.add(download(1000, 1));
    expect(ewma.estimate()).toBeUndefined();
    ewma.add(download(1000, 1));
    expect(ewma.estimate()).toBeCloseTo(1000, 9);
  });

  it("skips a download that took no time", () => {
    const ewma = dualEwma(halfLives);
    for (const seconds of [1, 0, 1]) ewma.add(download(1000, seconds));
    expect(ewma.estimate()).toBeCloseTo(1000, 9);
  });

  it("is Sabre's throughput with Sabre's half-lives", () => {
    const seconds = fc.double({ min: 0.01, max: 60, noNaN: true });
    const samples = fc.array(fc.tuple(fc.integer({ min: 1, max: 1e9 }), seconds), { maxLength: 30 });
    fc.assert(
      fc.property(samples, (downloads) => {
        const ewma = dualEwma({ fastHalfLife: 3, slowHalfLife: 8 });
        const sabre = sabreEwma({ fastHalfLife: 3, slowHalfLife: 8, segmentDuration: 4 });
        for (const [bits, time] of downloads) {
          const sample = download(bits, time, { latency: time / 3 });
          ewma.add(sample);
          sabre.add(sample);
          expect(ewma.estimate()).toBe(sabre.estimate());
        }
      }),
    );
  });
});
