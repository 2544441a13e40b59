import { describe, expect, it } from "vitest";
import { sabreEwma } from "../../src/estimators/sabre-ewma.js";
import { download } from "./downloads.js";

const make = () => sabreEwma({ fastHalfLife: 3, slowHalfLife: 8, segmentDuration: 4 });

describe("sabreEwma", () => {
  it("knows nothing before the first sample", () => {
    expect(make().estimate()).toBeUndefined();
    expect(make().latency()).toBeUndefined();
  });

  it("is the first sample: bits after the first bit, and the wait for it", () => {
    const estimator = make();
    estimator.add(download(3000, 2, { latency: 0.5 }));
    expect(estimator.estimate()).toBeCloseTo(2000, 9);
    expect(estimator.latency()).toBeCloseTo(0.5, 12);
  });

  it("weighs samples by seconds of transfer and takes the lower average", () => {
    const estimator = make();
    estimator.add(download(6000, 3));
    estimator.add(download(3000, 3));
    // half-life 3: (0.25 x 2000 + 0.5 x 1000) / 0.75 = 1333.3; half-life 8 forgets less and stays higher
    expect(estimator.estimate()).toBeCloseTo(4000 / 3, 9);
    const rising = make();
    rising.add(download(8000, 8));
    rising.add(download(16_000, 8));
    // half-life 8: (0.25 x 1000 + 0.5 x 2000) / 0.75 = 1666.7; half-life 3 is already higher
    expect(rising.estimate()).toBeCloseTo(5000 / 3, 9);
  });

  it("counts each latency once and takes the higher average", () => {
    // half-lives of 1 and 2 samples: 3 s and 6 s of segments of 3 s
    const estimator = sabreEwma({ fastHalfLife: 3, slowHalfLife: 6, segmentDuration: 3 });
    estimator.add(download(1000, 2, { latency: 0.2 }));
    estimator.add(download(1000, 20, { latency: 0.8 }));
    // by 1 sample: (0.25 x 0.2 + 0.5 x 0.8) / 0.75 = 0.6; by 2 it is nearer the middle, 0.55
    expect(estimator.latency()).toBeCloseTo(0.6, 12);
    estimator.add(download(1000, 2, { latency: 0.2 }));
    // by 1 sample: (0.45 / 2 + 0.1) / 0.875 = 0.3714; by 2, with k = 1/sqrt(2): 0.4026
    const k = Math.SQRT1_2;
    const by2 = ((1 - k) * (0.2 * k * k + 0.8 * k + 0.2)) / (1 - k ** 3);
    expect(by2).toBeGreaterThan(0.3714);
    expect(estimator.latency()).toBeCloseTo(by2, 12);
  });

  it("learns the latency alone from bits that came all at once", () => {
    const estimator = make();
    estimator.add(download(3000, 0.5, { latency: 0.5 }));
    expect(estimator.estimate()).toBeUndefined();
    expect(estimator.latency()).toBeCloseTo(0.5, 12);
  });
});
