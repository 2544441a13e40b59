import { describe, expect, it } from "vitest";
import { CdnMeasurement, expectedPath } from "../../../../src/engine/network/delivery/cdn-measurement.js";
import { traceFromIntervals } from "../../../../src/model/trace.js";

const trace = traceFromIntervals({ name: "s/t", set: "s" }, [
  { duration: 3, bandwidth: 4e6, latency: 0.1 },
  { duration: 1, bandwidth: 8e6, latency: 0.02 },
]);

describe("CdnMeasurement", () => {
  it("weighs a new sample 0.7 and all before it 0.3", () => {
    const cdn = new CdnMeasurement();
    cdn.add(0.1, 4e6);
    cdn.add(0.2, undefined);
    cdn.add(0.2, 8e6);
    const { latency, throughput } = cdn.or({ latency: 9, throughput: 9 });
    expect(latency).toBeCloseTo(0.7 * 0.2 + 0.3 * (0.7 * 0.2 + 0.3 * 0.1), 12);
    expect(throughput).toBeCloseTo(0.7 * 8e6 + 0.3 * 4e6, 6);
  });

  it("is what is expected of all that was not measured", () => {
    const cdn = new CdnMeasurement();
    const expected = { latency: 0.3, throughput: 5 };
    expect(cdn.or(expected)).toEqual(expected);
    cdn.add(0.1, undefined);
    expect(cdn.or(expected)).toEqual({ latency: 0.1, throughput: 5 });
  });
});

describe("expectedPath", () => {
  it("is the way's latency and the CDN's, and the link's mean capacity", () => {
    const path = expectedPath({ name: "a", latency: 0.03 }, trace);
    expect(path.latency).toBeCloseTo(0.03 + (3 * 0.1 + 0.02) / 4, 12);
    expect(path.throughput).toBe(5e6);
  });

  it("is the setting's round trip where there is one, and the CDN's share of the session's link", () => {
    expect(expectedPath({ name: "a", factor: 0.5 }, trace, 0.06)).toEqual({
      latency: 0.06,
      throughput: 2.5e6,
    });
    // A path of its own is not shared.
    expect(expectedPath({ name: "a", trace: "own", factor: 0.5 }, trace, 0).throughput).toBe(5e6);
    const silent = traceFromIntervals({ name: "s/u", set: "s" }, [{ duration: 1, bandwidth: 1 }]);
    expect(expectedPath({ name: "a" }, silent)).toEqual({ latency: 0, throughput: 1 });
  });
});
