import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shakaEwmaEntry } from "../../src/estimators/shaka-ewma.js";
import { ProgressStretches } from "../../src/policies/shaka/progress-stretches.js";
import { type ShakaOptions, shaka, shakaDefaults } from "../../src/policies/shaka.js";
import { bitsFromBytes, msFromSeconds, secondsFromMs } from "../../src/units.js";
import { contextWith } from "../policies/stage.js";
import {
  type RealShakaConfig,
  realShaka,
  realShakaDefaults,
  realShakaEstimator,
  realShakaProgress,
} from "../support/real-players/shaka.js";
import { type Answer, type Course, courses, playSideBySide } from "../support/real-players/side-by-side.js";

const RUNS = 300;
/** Searching for the smallest session that differs would take far longer. */
const PATIENCE_MS = 30_000;

describe("Shaka's EwmaBandwidthEstimator", () => {
  const downloads = fc.array(
    fc.record({
      ms: fc.oneof(fc.integer({ min: 5, max: 200 }), fc.double({ min: 5, max: 30_000, noNaN: true })),
      bytes: fc.oneof(fc.integer({ min: 1, max: 40_000 }), fc.integer({ min: 1, max: 20_000_000 })),
    }),
    { minLength: 1, maxLength: 80 },
  );

  it("agrees with ours after each of a random series of samples", () => {
    fc.assert(
      fc.property(downloads, (series) => {
        const real = realShakaEstimator();
        const ours = shakaEwmaEntry.create({})();
        for (const { ms, bytes } of series) {
          real.sample(ms, bytes);
          const end = secondsFromMs(ms);
          ours.add({ start: 0, firstByte: end / 2, end, bits: bitsFromBytes(bytes), level: 0 });
          expect(ours.estimate() !== undefined).toBe(real.hasGoodEstimate());
          const theirs = real.getBandwidthEstimate(1e6);
          expect(Math.abs((ours.estimate() ?? 1e6) / theirs - 1)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: PATIENCE_MS },
    );
  });
});

describe("Shaka's HttpFetchPlugin", () => {
  const download = fc.record({
    latency: fc.integer({ min: 0, max: 300 }),
    reads: fc.array(fc.tuple(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 0, max: 30_000 })), {
      minLength: 1,
      maxLength: 30,
    }),
  });

  it("cuts a download into the parts that ours does, at every read", async () => {
    await fc.assert(
      fc.asyncProperty(download, async ({ latency, reads }) => {
        const stretches = new ProgressStretches({ interval: 0.1, minBits: bitsFromBytes(16_000) });
        const total = bitsFromBytes(reads.reduce((sum, [, bytes]) => sum + bytes, 0));
        const start = 7;
        let now = start + secondsFromMs(latency);
        let loaded = 0;
        const firstByte = now;
        const ours = [];
        for (const [ms, bytes] of reads) {
          now += secondsFromMs(ms);
          loaded += bitsFromBytes(bytes);
          ours.push(stretches.progressed({ segment: 0, level: 0, start, firstByte, loaded, total }, now));
        }
        ours.push(stretches.finished({ start, firstByte, end: now, bits: total, level: 0 }));
        const parts = ours.flatMap((part) =>
          part ? [[Math.round(msFromSeconds(part.end - part.start)), part.bits / 8]] : [],
        );
        expect(parts).toEqual(await realShakaProgress(latency, reads));
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: PATIENCE_MS },
    );
  });
});

describe("Shaka's SimpleAbrManager", () => {
  /** Plays random sessions to both and expects the same of both. @returns all that was answered */
  function compare(
    sessions: fc.Arbitrary<Course>,
    options: Partial<ShakaOptions> = {},
    config: RealShakaConfig = {},
  ): Answer[] {
    const all: Answer[] = [];
    fc.assert(
      fc.property(sessions, (course) => {
        const context = contextWith(course.levels, { segmentDuration: course.segmentDuration });
        const answers = [...playSideBySide(course, shaka(options, context), realShaka(config)({}, context))];
        for (const { ours, real } of answers) expect(ours).toBe(real);
        all.push(...answers);
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: PATIENCE_MS },
    );
    return all;
  }

  it("is told to be as ours is, constant by constant", () => {
    const { abr, networking } = realShakaDefaults();
    expect(abr).toMatchObject({
      switchInterval: shakaDefaults.switchIntervalSeconds,
      minTimeToSwitch: shakaDefaults.minTimeToSwitchSeconds,
      defaultBandwidthEstimate: shakaDefaults.defaultBandwidthEstimateKbps * 1000,
      bandwidthUpgradeTarget: shakaDefaults.bandwidthUpgradeTarget,
      bandwidthDowngradeTarget: shakaDefaults.bandwidthDowngradeTarget,
      cacheLoadThreshold: shakaDefaults.cacheLoadThresholdMs,
      droppedFrames: shakaDefaults.droppedFrames,
      advanced: {
        minTotalBytes: shakaDefaults.minTotalBytes,
        minBytes: shakaDefaults.minBytes,
        fastHalfLife: shakaDefaults.fastHalfLifeSeconds,
        slowHalfLife: shakaDefaults.slowHalfLifeSeconds,
        droppedFramesThreshold: shakaDefaults.droppedFramesThreshold,
        droppedFramesInterval: shakaDefaults.droppedFramesIntervalSeconds,
        droppedFramesBanDuration: shakaDefaults.droppedFramesBanDurationSeconds,
      },
    });
    expect(networking.minBytesForProgressEvents).toBe(shakaDefaults.minBytesForProgressEvents);
  });

  it("chooses as ours does", () => {
    const answers = compare(courses());
    expect(answers.length).toBeGreaterThan(10_000);
    const reasons = new Set(answers.map(({ reason }) => reason));
    expect(reasons).toEqual(new Set([undefined, "default estimate", "bandwidth", "switch interval"]));
  });

  it("chooses as ours does with an upgrade target above the downgrade target", () => {
    const abr = { bandwidthUpgradeTarget: 0.95, bandwidthDowngradeTarget: 0.7 };
    compare(courses(), abr, { abr });
  });

  it("chooses as ours does with other intervals, half-lives and thresholds", () => {
    compare(
      courses(),
      {
        switchIntervalSeconds: 3,
        minTimeToSwitchSeconds: 5,
        defaultBandwidthEstimateKbps: 3000,
        minTotalBytes: 1_000_000,
        minBytes: 50_000,
        fastHalfLifeSeconds: 1,
        slowHalfLifeSeconds: 20,
        cacheLoadThresholdMs: 200,
      },
      {
        abr: {
          switchInterval: 3,
          minTimeToSwitch: 5,
          defaultBandwidthEstimate: 3e6,
          cacheLoadThreshold: 200,
        },
        advanced: { minTotalBytes: 1e6, minBytes: 5e4, fastHalfLife: 1, slowHalfLife: 20 },
      },
    );
  });

  it("chooses as ours does with restrictions, even those that nothing meets", () => {
    compare(
      courses(),
      { minHeight: 360, maxWidth: 1600, maxPixels: 1_000_000, minBandwidthKbps: 500 },
      { restrictions: { minHeight: 360, maxWidth: 1600, maxPixels: 1e6, minBandwidth: 5e5 } },
    );
    compare(
      courses(),
      { maxFrameRate: 50, maxBandwidthKbps: 2000 },
      { restrictions: { maxFrameRate: 50, maxBandwidth: 2e6 } },
    );
    compare(courses(), { minPixels: 1e8 }, { restrictions: { minPixels: 1e8 } });
  });

  it("gives levels up as ours does while frames are dropped", () => {
    const dropped = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.3, noNaN: true }));
    // What is allowed stays, because Shaka plays on as it is when all that is left is given up.
    compare(courses({ dropped, highest: fc.constant(1), playbackRate: fc.constantFrom(1, 1, 2) }));
  });
});
