import { describe, expect, it } from "vitest";
import { rxPlayerEwmaEntry } from "../../src/estimators/rx-player-ewma.js";
import { download } from "./downloads.js";

const BYTE = 8;
const made = (options = {}) => rxPlayerEwmaEntry.create(options)();

describe("rxPlayerEwma", () => {
  it("estimate_before150kB_undefined", () => {
    const estimator = made();
    estimator.add(download(149_999 * BYTE, 1));
    expect(estimator.estimate()).toBeUndefined();
  });

  it("estimate_from150kB_theThroughputOfTheWholeRequest", () => {
    const estimator = made();
    estimator.add(download(150_000 * BYTE, 2, { latency: 1 }));
    expect(estimator.estimate()).toBeCloseTo(600_000, 6);
  });

  it("add_below16kB_doesNotCount", () => {
    const estimator = made({ minTotalBytes: 1 });
    estimator.add(download(15_999 * BYTE, 1));
    expect(estimator.estimate()).toBeUndefined();
    estimator.add(download(16_000 * BYTE, 1));
    expect(estimator.estimate()).toBeCloseTo(128_000, 6);
  });

  it("add_noTime_doesNotCount", () => {
    const estimator = made({ minTotalBytes: 1 });
    estimator.add(download(1_000_000 * BYTE, 0));
    expect(estimator.estimate()).toBeUndefined();
    estimator.add(download(1_000_000 * BYTE, 0.001));
    expect(estimator.estimate()).toBeCloseTo(8e9, 0);
  });

  it("estimate_afterAFall_theFastAverage", () => {
    const estimator = made();
    estimator.add(download(16e6, 2));
    estimator.add(download(2e6, 2));
    // Of 8 and 1 Mbit/s for 2 s each, half-life 2 s: (8 / 4 + 1 / 2) / (3 / 4)
    expect(estimator.estimate()).toBeCloseTo(10e6 / 3, 3);
  });

  it("estimate_afterARise_theSlowAverage", () => {
    const estimator = made();
    estimator.add(download(2e6, 2));
    estimator.add(download(16e6, 2));
    // Half-life 10 s: a = 0.5^(2/10); (8 + a) / (1 + a), which is 4.74; the fast one says 5.67
    const a = 0.5 ** 0.2;
    expect(estimator.estimate()).toBeCloseTo((1e6 * (8 + a)) / (1 + a), 3);
  });
});
