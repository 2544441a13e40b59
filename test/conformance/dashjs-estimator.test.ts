import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { dashJsEwma } from "../../src/estimators/dash-js-ewma.js";
import { bitsFromBytes, secondsFromMs } from "../../src/units.js";
import { loadDashJs, RealDashJs, type Timing } from "../support/real-players/dashjs.js";
import { fakeClock } from "../support/real-players/dashjs-comparison.js";

/*
 * The real ThroughputController and ThroughputModel of dash.js 5.2.1, told of the same downloads: the estimates of
 * throughput and latency after each.
 */

beforeAll(fakeClock);
afterAll(() => void vi.useRealTimers());

interface Case {
  readonly name: string;
  readonly media: "video" | "audio";
  readonly timing: Timing;
  /** ms of a download after its first byte: the Resource Timing API tells fractions, progress does not. */
  readonly transferMs: fc.Arbitrary<number>;
}

const whole = (max: number) => fc.integer({ min: 1, max });
const CASES: readonly Case[] = [
  {
    name: "video, by the Resource Timing API",
    media: "video",
    timing: "resource timing",
    transferMs: fc.double({ min: 10, max: 20_000, noNaN: true }),
  },
  {
    name: "video, by the Resource Timing API, in whole ms",
    media: "video",
    timing: "resource timing",
    transferMs: whole(2000).map((ms) => ms + 9),
  },
  {
    name: "video, by progress, cached downloads among them",
    media: "video",
    timing: "progress",
    transferMs: fc.oneof(whole(20), whole(5000)),
  },
  {
    name: "audio, by progress, cached downloads among them",
    media: "audio",
    timing: "progress",
    transferMs: fc.oneof(whole(10), whole(500)),
  },
];

describe("dash.js 5.2.1's estimates, same", () => {
  it.each(CASES.map((one) => [one.name, one] as const))("%s", async (_, { media, timing, transferMs }) => {
    const dashjs = await loadDashJs();
    const download = fc.record({
      idleMs: fc.nat(20_000),
      latencyMs: fc.oneof(fc.constant(0), fc.nat(600)),
      transferMs,
      bytes: fc.oneof(whole(20_000), whole(8_000_000)),
    });
    fc.assert(
      fc.property(fc.array(download, { minLength: 1, maxLength: 60 }), (downloads) => {
        const setup = { bitrates: [1e6, 2e6], segmentDuration: 4, bufferTime: 18, media };
        const real = new RealDashJs(dashjs, setup);
        const ours = dashJsEwma({ cacheLoadThreshold: media === "audio" ? 0.005 : 0.01 });
        let now = 0;
        for (const { idleMs, latencyMs, transferMs, bytes } of downloads) {
          const startMs = now + idleMs;
          const firstByteMs = startMs + latencyMs;
          const endMs = firstByteMs + transferMs;
          now = Math.ceil(endMs);
          real.measured({ startMs, firstByteMs, endMs, bytes }, timing);
          ours.add({
            start: secondsFromMs(startMs),
            firstByte: secondsFromMs(firstByteMs),
            end: secondsFromMs(endMs),
            bits: bitsFromBytes(bytes),
            level: 0,
          });
          const estimate = ours.estimate();
          const latency = ours.latency();
          expect(estimate === undefined ? Number.NaN : estimate / 1000).toBe(real.estimateKbps);
          expect(latency === undefined ? Number.NaN : Math.round(latency * 1000)).toBe(real.latencyMs);
        }
        real.close();
      }),
      { numRuns: 250, seed: 5 },
    );
  });
});
