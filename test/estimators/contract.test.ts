import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lendStrictly } from "../../src/contract/loan.js";
import type { EstimatorEntry } from "../../src/estimators/entry.js";
import * as door from "../../src/estimators/index.js";
import { estimators, findEstimator } from "../../src/estimators/registry.js";
import { isOfKind } from "../../src/model/options.js";
import type { Sample } from "../../src/model/policy.js";

/** Options beside the defaults that lead an estimator down other paths. */
const VARIANTS: Readonly<Record<string, readonly object[]>> = {
  "dual-ewma": [
    { measure: "request", minSampleBytes: 16_000, minSampleSeconds: 0.005, minTotalBytes: 128_000 },
    { fastHalfLifeSeconds: 0.1, slowHalfLifeSeconds: 100, defaultEstimateKbps: 500 },
  ],
  "dual-per-sample-ewma": [{ sampleWindowSeconds: 0 }, { fastNewWeight: 1, slowNewWeight: 0.5 }],
  "hls-js-ewma": [{ defaultLatencySeconds: 0 }],
  "per-sample-ewma": [{ newWeight: 1 }, { measure: "transfer" }],
  "sabre-ewma": [{ fastHalfLifeSeconds: 20, slowHalfLifeSeconds: 1 }],
  "sabre-sliding": [{ sampleCount: 2, longSampleCount: 7 }],
  "sliding-mean": [{ sampleCount: 1 }, { sampleCount: 3, measure: "transfer" }],
  "sliding-percentile": [
    { percentile: 0.1, weight: "equal", maxWeight: 5, minSeconds: 0 },
    { weight: "bytes" },
  ],
};

const seconds = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((value) => value + 0);

/** One request after the other: idle before it, latency, transfer, bits. Cached ones take no time at all. */
const downloads: fc.Arbitrary<readonly Sample[]> = fc
  .array(
    fc.record({
      idle: seconds(0, 40),
      latency: fc.oneof(fc.constant(0), seconds(0.001, 2)),
      transfer: fc.oneof(
        { arbitrary: fc.constant(0), weight: 1 },
        { arbitrary: seconds(0.001, 60), weight: 6 },
      ),
      bits: fc.integer({ min: 100_000, max: 500_000_000 }),
      level: fc.nat(8),
    }),
    { maxLength: 40 },
  )
  .map((steps) => {
    let now = 0;
    return steps.map(({ idle, latency, transfer, bits, level }) => {
      const start = now + idle;
      const firstByte = start + latency;
      now = firstByte + transfer;
      return { start, firstByte, end: now, bits, level };
    });
  });

/** The same without what estimators take for a cache's answer or a coarse clock's: long enough, none of no time. */
const plainDownloads = downloads.map((samples) =>
  samples.filter(({ firstByte, end }) => end - firstByte > SHORTEST_TRANSFER),
);
const SHORTEST_TRANSFER = 0.05;

/** Bit/s to which an estimator rounds. */
const ROUNDS_TO: Readonly<Record<string, number>> = { "dash-js-ewma": 1000 };

const context = { segmentDuration: 4 };

/** What the estimator says at each sample's end, and before the first. */
function estimatesOf(
  entry: EstimatorEntry,
  options: object,
  samples: readonly Sample[],
): (number | undefined)[] {
  const estimator = entry.create(options)(context);
  const said = [estimator.estimate(0)];
  for (const sample of samples) {
    estimator.add({ ...sample });
    said.push(estimator.estimate(sample.end));
  }
  return said;
}

describe("registry of estimators", () => {
  it("lists them by name, each once", () => {
    const names = estimators.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it.each(estimators)("$name has a kind for every option, which its default is of", (entry) => {
    expect(Object.keys(entry.kinds).sort()).toEqual(Object.keys(entry.defaults).sort());
    for (const [option, value] of Object.entries(entry.defaults))
      expect(isOfKind(entry.kinds[option]!, value), option).toBe(true);
  });

  it.each(estimators)("$name is in the public door under its name, where hashes look for it", (entry) => {
    const name = entry.name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect((door as Record<string, unknown>)[`${name}Entry`]).toBe(entry);
  });

  it.each(estimators)("$name takes options given as undefined for left out", (entry) => {
    const blank = Object.fromEntries(Object.keys(entry.defaults).map((option) => [option, undefined]));
    fc.assert(
      fc.property(downloads, (samples) => {
        expect(estimatesOf(entry, blank, samples)).toEqual(estimatesOf(entry, {}, samples));
      }),
      { numRuns: 10 },
    );
  });

  it.each(estimators)("$name has a line and a source, without a full stop", ({ summary, citation }) => {
    for (const text of [summary, citation]) expect(text).toMatch(/^[^\n]{10,120}[^.\n]$/);
  });

  it("finds by exact name only", () => {
    expect(findEstimator("sliding-mean")?.name).toBe("sliding-mean");
    expect(findEstimator("Sliding-Mean")).toBeUndefined();
    expect(findEstimator("constructor")).toBeUndefined();
  });
});

describe.each(estimators)("contract of estimator $name", (entry) => {
  const rounding = (ROUNDS_TO[entry.name] ?? 0) / 2;
  describe.each([{}, ...(VARIANTS[entry.name] ?? [])])("%j", (options) => {
    const check = (rule: (samples: readonly Sample[]) => void) =>
      fc.assert(fc.property(downloads, rule), { numRuns: 100 });

    it("estimate_anySamples_undefinedOrPositiveAndFinite", () => {
      check((samples) => {
        for (const estimate of estimatesOf(entry, options, samples))
          expect(estimate === undefined || (estimate > 0 && estimate < Number.POSITIVE_INFINITY)).toBe(true);
      });
    });

    it("latency_anySamples_undefinedOrFiniteAndNotNegative", () => {
      check((samples) => {
        const estimator = entry.create(options)(context);
        if (!("latency" in estimator)) return;
        for (const sample of samples) {
          estimator.add(sample);
          const latency = (estimator as { latency(): number | undefined }).latency();
          expect(latency === undefined || (latency >= 0 && Number.isFinite(latency))).toBe(true);
        }
      });
    });

    it("estimate_sameSamplesTwice_sameEstimates", () => {
      check((samples) => {
        expect(estimatesOf(entry, options, samples)).toEqual(estimatesOf(entry, options, samples));
      });
    });

    it("estimate_askedTwice_sameAnswer", () => {
      check((samples) => {
        const estimator = entry.create(options)(context);
        for (const sample of samples) {
          estimator.add(sample);
          expect(estimator.estimate(sample.end)).toBe(estimator.estimate(sample.end));
        }
      });
    });

    it("estimate_anotherInstanceBeside_noDifference", () => {
      fc.assert(
        fc.property(downloads, downloads, (samples, others) => {
          const make = entry.create(options);
          const [estimator, beside] = [make(context), make(context)];
          const said = [estimator.estimate(0)];
          for (const [index, sample] of samples.entries()) {
            const other = others[index];
            if (other) beside.add(other);
            estimator.add(sample);
            said.push(estimator.estimate(sample.end));
          }
          expect(said).toEqual(estimatesOf(entry, options, samples));
        }),
        { numRuns: 50 },
      );
    });

    it("add_sampleTakenBack_neitherKeptNorChanged", () => {
      check((samples) => {
        const estimator = entry.create(options)(context);
        for (const sample of samples) {
          const { lent, takeBack } = lendStrictly(sample);
          estimator.add(lent);
          takeBack();
          estimator.estimate(sample.end);
        }
      });
    });

    it("estimate_constantThroughput_thatThroughput", () => {
      const rates = fc.integer({ min: 200_000, max: 200_000_000 });
      const times = fc.array(seconds(0.2, 20), { minLength: 1, maxLength: 30 });
      fc.assert(
        fc.property(rates, times, (rate, spans) => {
          const estimator = entry.create(options)(context);
          let end = 0;
          for (const span of spans) {
            end += span;
            estimator.add({ start: end - span, firstByte: end - span, end, bits: rate * span, level: 0 });
          }
          // Enough to get past any least number of bytes or seconds, then back to back.
          for (let more = 0; more < 60; more++) {
            estimator.add({ start: end, firstByte: end, end: end + 1, bits: rate, level: 0 });
            end++;
          }
          const window = (options as { sampleWindowSeconds?: number }).sampleWindowSeconds;
          const expected = window === 0 ? 1_000_000 : rate;
          expect(Math.abs(estimator.estimate(end)! - expected)).toBeLessThanOrEqual(
            rounding + 1e-9 * expected,
          );
        }),
        { numRuns: 50 },
      );
    });

    it("estimate_anySamples_betweenTheSlowestAndTheFastest", () => {
      const fallback = entry.create(options)(context).estimate(0);
      const rule = (samples: readonly Sample[]) => {
        let [least, most] = [Number.POSITIVE_INFINITY, 0];
        const estimator = entry.create(options)(context);
        for (const sample of samples) {
          estimator.add(sample);
          least = Math.min(least, sample.bits / (sample.end - sample.start));
          most = Math.max(most, sample.bits / (sample.end - sample.firstByte));
          const estimate = estimator.estimate(sample.end);
          if (estimate === undefined || estimate === fallback) continue;
          expect(estimate).toBeGreaterThanOrEqual(least * (1 - 1e-9) - rounding);
          expect(estimate).toBeLessThanOrEqual(most * (1 + 1e-9) + rounding);
        }
      };
      fc.assert(fc.property(plainDownloads, rule), { numRuns: 100 });
    });
  });
});
