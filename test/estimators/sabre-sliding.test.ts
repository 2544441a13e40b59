import { describe, expect, it } from "vitest";
import type { EstimatorEntry } from "../../src/estimators/entry.js";
import { sabreSliding, sabreSlidingEntry } from "../../src/estimators/sabre-sliding.js";
import { download } from "./downloads.js";

describe("sabreSliding", () => {
  it("knows nothing before the first sample", () => {
    const estimator = sabreSliding({ windows: [3] });
    expect(estimator.estimate()).toBeUndefined();
    expect(estimator.latency()).toBeUndefined();
  });

  it("is the mean of what there is, and then of the newest", () => {
    const estimator = sabreSliding({ windows: [3] });
    const means = [1000, 2000, 6000, 100, 200].map((kbps, i) => {
      estimator.add(download(2 * kbps, 2 + 0.1 * i, { latency: 0.1 * i }));
      return [estimator.estimate()!, estimator.latency()!];
    });
    const expected = [
      [1000, 0],
      [1500, 0.05],
      [3000, 0.1],
      [2700, 0.2],
      [2100, 0.3],
    ];
    means.forEach(([throughput, latency], i) => {
      expect(throughput).toBeCloseTo(expected[i]![0]!, 9);
      expect(latency).toBeCloseTo(expected[i]![1]!, 12);
    });
  });

  it("counts a download as one, however long it took", () => {
    const estimator = sabreSliding({ windows: [2] });
    estimator.add(download(1000, 1));
    estimator.add(download(60_000, 20));
    expect(estimator.estimate()).toBeCloseTo(2000, 9);
  });

  it("takes the lowest throughput and the highest latency of several windows", () => {
    const estimator = sabreSliding({ windows: [1, 3] });
    estimator.add(download(3000, 1.3, { latency: 0.3 }));
    estimator.add(download(2000, 1, { latency: 0 }));
    estimator.add(download(1000, 1.6, { latency: 0.6 }));
    expect(estimator.estimate()).toBeCloseTo(1000, 9);
    expect(estimator.latency()).toBeCloseTo(0.6, 12);
    estimator.add(download(9000, 1, { latency: 0 }));
    // 2000, 1000, 9000: 4000 on average, and latencies 0, 0.6, 0: 0.2
    expect(estimator.estimate()).toBeCloseTo(4000, 9);
    expect(estimator.latency()).toBeCloseTo(0.2, 12);
  });

  it("holds no more than 20 samples, as Sabre", () => {
    const estimator = sabreSliding({ windows: [30] });
    for (let i = 0; i < 25; i++) estimator.add(download(i < 5 ? 1e6 : 1000, 1));
    expect(estimator.estimate()).toBeCloseTo(1000, 9);
  });

  it("learns the latency alone from bits that came all at once", () => {
    const estimator = sabreSliding({ windows: [3] });
    estimator.add(download(3000, 0.5, { latency: 0.5 }));
    expect(estimator.estimate()).toBeUndefined();
    expect(estimator.latency()).toBeCloseTo(0.5, 12);
  });
});

describe("sabreSlidingEntry", () => {
  const entry: EstimatorEntry = sabreSlidingEntry;
  const estimateWith = (options: object) => {
    const estimator = entry.create(options)({ segmentDuration: 4 });
    for (const kbit of [10_000, 1000, 4000, 7000]) estimator.add(download(kbit, 1));
    return estimator.estimate()!;
  };

  it("is one window of 3 by default", () => expect(estimateWith({})).toBeCloseTo(4000, 9));

  it("takes a second window, if it is longer", () => {
    expect(estimateWith({ sampleCount: 1 })).toBeCloseTo(7000, 9);
    expect(estimateWith({ sampleCount: 1, longSampleCount: 3 })).toBeCloseTo(4000, 9);
    expect(estimateWith({ sampleCount: 2, longSampleCount: 1 })).toBeCloseTo(5500, 9);
  });
});
