import { describe, expect, it } from "vitest";
import { shakaEwmaEntry } from "../../src/estimators/shaka-ewma.js";
import { download } from "./downloads.js";

const BYTE = 8;
const made = (options = {}) => shakaEwmaEntry.create(options)();

describe("shakaEwma", () => {
  it("estimate_before128kB_undefined", () => {
    const estimator = made();
    estimator.add(download(127_999 * BYTE, 1));
    expect(estimator.estimate()).toBeUndefined();
    expect(made().estimate()).toBeUndefined();
  });

  it("estimate_from128kB_theThroughputOfTheWholeRequest", () => {
    const estimator = made();
    // 128 kB in 2 s, half of them waiting: 512 kbit/s
    estimator.add(download(128_000 * BYTE, 2, { latency: 1 }));
    expect(estimator.estimate()).toBeCloseTo(512_000, 6);
  });

  it("add_below16kB_doesNotCount", () => {
    const estimator = made({ minTotalBytes: 1 });
    estimator.add(download(15_999 * BYTE, 1));
    expect(estimator.estimate()).toBeUndefined();
    estimator.add(download(16_000 * BYTE, 1));
    expect(estimator.estimate()).toBeCloseTo(128_000, 6);
  });

  it("add_below5ms_cameFromACache", () => {
    const estimator = made({ minTotalBytes: 1 });
    estimator.add(download(1_000_000 * BYTE, 0.0049));
    estimator.add(download(1_000_000 * BYTE, 0));
    expect(estimator.estimate()).toBeUndefined();
    // 100 - 99.995 is a little less than 0.005 in floats.
    estimator.add({ ...download(16_000 * BYTE, 0), start: 99.995, firstByte: 99.995 });
    expect(estimator.estimate()).toBeCloseTo(25_600_000, -1);
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
    // Half-life 5 s: a = 0.5^(2/5); (8 + a) / (1 + a), which is 4.98; the fast one says 5.67
    const a = 0.5 ** 0.4;
    expect(estimator.estimate()).toBeCloseTo((1e6 * (8 + a)) / (1 + a), 3);
  });
});
