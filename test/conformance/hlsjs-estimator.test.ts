import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hlsJsEwma } from "../../src/estimators/hls-js-ewma.js";
import { msFromSeconds } from "../../src/units.js";
import { realHlsjsEstimator } from "../support/real-players/hlsjs.js";

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("hls.js's bandwidth estimator", () => {
  const downloads = fc.array(
    fc.record({
      latency: fc.oneof(number(0, 0.5), number(0, 15)),
      transfer: fc.oneof(fc.constant(0), number(0, 0.1), number(0, 30)),
      bytes: fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 20_000_000 })),
      part: fc.constantFrom("whole", "whole", "whole", "bytes", "latency"),
    }),
    { minLength: 1, maxLength: 60 },
  );

  it("agrees with ours after each of a random series of samples", () => {
    fc.assert(
      fc.property(downloads, (series) => {
        const real = realHlsjsEstimator();
        const ours = hlsJsEwma({
          fastHalfLife: 3,
          slowHalfLife: 9,
          defaultEstimate: 5e5,
          defaultLatency: 0.1,
        });
        for (const { latency, transfer, bytes, part } of series) {
          const [start, firstByte, end] = [10, 10 + latency, 10 + latency + transfer];
          if (part === "latency") {
            real.sampleTTFB(msFromSeconds(latency));
            ours.addLatency(latency);
          } else if (part === "bytes") {
            real.sample(msFromSeconds(transfer), bytes);
            ours.addTransfer(transfer, bytes * 8);
          } else {
            const ttfb = msFromSeconds(firstByte - start);
            real.sampleTTFB(ttfb);
            real.sample(msFromSeconds(end - start) - Math.min(ttfb, real.getEstimateTTFB()), bytes);
            ours.add({ start, firstByte, end, bits: bytes * 8, level: 0 });
          }
          expect(ours.estimate() / real.getEstimate()).toBeCloseTo(1, 9);
          expect(msFromSeconds(ours.latency()) / real.getEstimateTTFB()).toBeCloseTo(1, 9);
        }
      }),
      { numRuns: 300 },
    );
  });
});
