import { describe, expect, it } from "vitest";
import { hlsJsEwma } from "../../src/estimators/hls-js-ewma.js";
import { download } from "./downloads.js";

const make = () => hlsJsEwma({ fastHalfLife: 3, slowHalfLife: 9, defaultEstimate: 5e5, defaultLatency: 0.1 });

describe("hlsJsEwma", () => {
  it("answers its defaults before the first sample", () => {
    expect([make().estimate(), make().latency(), make().measured]).toEqual([5e5, 0.1, false]);
  });

  it("is the first sample: bits after the first bit, and the wait for it", () => {
    const estimator = make();
    estimator.add(download(3e6, 2, { latency: 0.5 }));
    expect(estimator.estimate()).toBeCloseTo(2e6, 3);
    expect(estimator.latency()).toBeCloseTo(0.5, 12);
    expect(estimator.measured).toBe(true);
  });

  it("weighs samples by seconds and takes the lower average", () => {
    const estimator = make();
    estimator.addTransfer(3, 6000);
    estimator.addTransfer(3, 3000);
    // half-life 3: (0.25 x 2000 + 0.5 x 1000) / 0.75; half-life 9 forgets less and stays higher
    expect(estimator.estimate()).toBeCloseTo(4000 / 3, 9);
    const rising = make();
    rising.addTransfer(9, 9000);
    rising.addTransfer(9, 18_000);
    // half-life 9: (0.25 x 1000 + 0.5 x 2000) / 0.75; half-life 3 is already higher
    expect(rising.estimate()).toBeCloseTo(5000 / 3, 9);
  });

  it("counts a late first byte in so far as it is later than the estimate", () => {
    const estimator = make();
    estimator.addLatency(0.1);
    estimator.add(download(2e6, 2, { latency: 1 }));
    // Weights sqrt(2) x exp(-t^2 / 2): 1.4072 of 0.1 s faded by 0.5^(0.8578 / 9), then 0.8578 of 1 s.
    const [early, late] = [Math.SQRT2 * Math.exp(-0.005), Math.SQRT2 * Math.exp(-0.5)];
    const kept = 0.5 ** (late / 9);
    const average = (0.1 * (1 - 0.5 ** (early / 9)) * kept + 1 - kept) / (1 - 0.5 ** ((early + late) / 9));
    expect(estimator.latency()).toBeCloseTo(average, 12);
    expect(estimator.estimate()).toBeCloseTo(2e6 / (2 - average), 3);
  });

  it("takes no transfer for shorter than 50 ms, nor than its size at 100 kB a millisecond", () => {
    const large = make();
    large.addTransfer(0.01, 8e7);
    expect(large.estimate()).toBeCloseTo(8e7 / 0.05, 0);
    const small = make();
    small.addTransfer(0, 8e6);
    expect(small.estimate()).toBeCloseTo(8e8, 0);
  });

  it("does not believe less than a millisecond in all", () => {
    const estimator = make();
    estimator.addTransfer(0.0009, 8000);
    expect(estimator.estimate()).toBe(5e5);
    estimator.addTransfer(0.0001, 8000);
    expect(estimator.measured).toBe(true);
  });

  it("takes no latency for less than 5 ms, and hardly counts a long one", () => {
    const estimator = make();
    estimator.addLatency(0);
    expect(estimator.latency()).toBeCloseTo(0.005, 12);
    estimator.addLatency(30);
    expect(estimator.latency()).toBeCloseTo(0.005, 12);
  });

  it("answers the default latency where the only one was too long to count", () => {
    const estimator = make();
    estimator.addLatency(30);
    expect(estimator.latency()).toBe(0.1);
  });

  it("skips a transfer of nothing", () => {
    const estimator = make();
    estimator.addTransfer(1, 0);
    expect(estimator.measured).toBe(false);
  });
});
