import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cdnScore } from "../../../../src/engine/network/delivery/cdn-score.js";

describe("cdnScore", () => {
  it("is the document's sum", () => {
    // 50 ms, 40 Mbit/s, 99.5 %, 500 km, 0.085 USD.
    const score = cdnScore({
      latency: 0.05,
      throughput: 40e6,
      availability: 99.5,
      distanceKm: 500,
      usdPerGB: 0.085,
    });
    // 0.3 / 1.5 + 0.3 x 0.4 + 0.2 x 0.995 + 0.1 / 1.5 + 0.1 / 1.085, worked out by hand.
    expect(Math.abs(score - 0.677832565284178)).toBeLessThan(1e-12);
  });

  it("is 1 for a perfect CDN, and no better for more than 100 Mbit/s", () => {
    const perfect = { latency: 0, throughput: 1e8, availability: 100, distanceKm: 0, usdPerGB: 0 };
    expect(cdnScore(perfect)).toBeCloseTo(1, 12);
    expect(cdnScore({ ...perfect, throughput: 1e9 })).toBe(cdnScore(perfect));
  });

  it("lies between 0 and 1, and falls with latency, distance and price", () => {
    const amount = (max: number) => fc.double({ min: 0, max, noNaN: true });
    const metrics = fc.record({
      latency: amount(10),
      throughput: amount(1e9),
      availability: amount(100),
      distanceKm: amount(20_000),
      usdPerGB: amount(10),
    });
    fc.assert(
      fc.property(metrics, amount(5), (of, more) => {
        const score = cdnScore(of);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1 + 1e-12);
        for (const key of ["latency", "distanceKm", "usdPerGB"] as const)
          expect(cdnScore({ ...of, [key]: of[key] + more })).toBeLessThanOrEqual(score);
        for (const key of ["throughput", "availability"] as const)
          expect(cdnScore({ ...of, [key]: of[key] + more })).toBeGreaterThanOrEqual(score);
      }),
    );
  });
});
