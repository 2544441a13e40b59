import { describe, expect, it } from "vitest";
import { dashJsEwma, dashJsThroughput } from "../../src/estimators/dash-js-ewma.js";
import { download } from "./downloads.js";

/** So many kbit in so many seconds after the first bit, which took `latency` to come. */
const kbitIn = (kbit: number, seconds: number, latency = 0.1) =>
  download(kbit * 1000, seconds + latency, { latency });

describe("dashJsEwma", () => {
  it("estimate_beforeAnySample_undefined", () => {
    expect(dashJsEwma().estimate()).toBeUndefined();
    expect(dashJsEwma().latency()).toBeUndefined();
  });

  it("estimate_firstSample_thatWithoutLatencyInWholeKbps", () => {
    const estimator = dashJsEwma();
    estimator.add(kbitIn(4001, 2, 0.5));
    // 2000.5 kbit/s
    expect(estimator.estimate()).toBe(2_001_000);
    expect(estimator.latency()).toBeCloseTo(0.5, 12);
  });

  it("estimate_fallingThroughput_fastAverageByWeightsOf1Point5PerSecond", () => {
    const estimator = dashJsEwma();
    estimator.add(kbitIn(12_000, 2));
    estimator.add(kbitIn(4000, 2));
    // weights of 3, the fast half-life: (0.25 x 6000 + 0.5 x 2000) / 0.75 = 3333.3 kbit/s; the slow one is higher
    expect(estimator.estimate()).toBe(3_333_000);
  });

  it("estimate_risingThroughput_slowAverage", () => {
    const estimator = dashJsEwma();
    estimator.add(kbitIn(16_000, 16 / 3));
    estimator.add(kbitIn(32_000, 16 / 3));
    // weights of 8, the slow half-life: (0.25 x 3000 + 0.5 x 6000) / 0.75 = 5000 kbit/s
    expect(estimator.estimate()).toBe(5_000_000);
  });

  it("estimate_figuresOfItsOwn_asGiven", () => {
    const estimator = dashJsEwma({ fastHalfLife: 1, slowHalfLife: 1, downloadTimeWeight: 0.5 });
    estimator.add(kbitIn(6000, 2));
    estimator.add(kbitIn(12_000, 2));
    // weights of 1: (0.25 x 3000 + 0.5 x 6000) / 0.75 = 5000 kbit/s
    expect(estimator.estimate()).toBe(5_000_000);
  });

  it("latency_rising_fastAverageOfSamplesInWholeMs", () => {
    const estimator = dashJsEwma();
    estimator.add(kbitIn(1000, 1, 0.1));
    estimator.add(kbitIn(1000, 1, 0.4));
    // half-life of 1 sample: (0.25 x 100 + 0.5 x 400) / 0.75 = 300 ms; of 2 it is lower
    expect(estimator.latency()).toBeCloseTo(0.3, 12);
  });

  it("latency_none_1Ms", () => {
    const estimator = dashJsEwma();
    estimator.add(kbitIn(1000, 1, 0));
    expect(estimator.latency()).toBeCloseTo(0.001, 12);
  });
});

describe("dashJsThroughput", () => {
  it("sample_halfAKbps_roundedUpWhateverSecondsMakeOfIt", () => {
    // 8 x 125 bytes in 0.4 s after 2.3 s: 2.5 kbit/s, but 2.7 - 2.3 is more than 0.4 in doubles
    expect(2.7 - 2.3).toBeGreaterThan(0.4);
    const sample = { start: 2.2, firstByte: 2.3, end: 2.7, bits: 1000, level: 0 };
    expect(dashJsThroughput(sample, 0.01)).toBe(3000);
  });

  it("sample_underTheCacheThreshold_nothing", () => {
    const lasting = (ms: number) => ({ start: 5, firstByte: 5, end: 5 + ms / 1000, bits: 80_000, level: 0 });
    expect(dashJsThroughput(lasting(9.9), 0.01)).toBeUndefined();
    expect(dashJsThroughput(lasting(10), 0.01)).toBe(8_000_000);
    expect(dashJsThroughput(lasting(10.1), 0.01)).toBe(7_921_000);
  });

  it("sample_allAtOnce_nothing", () => {
    expect(dashJsThroughput(kbitIn(1000, 0, 0.5), 0.01)).toBeUndefined();
  });
});
