import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rxPlayerEwmaEntry } from "../../src/estimators/rx-player-ewma.js";
import { type RxPlayerOptions, rxPlayer, rxPlayerDefaults } from "../../src/policies/rx-player.js";
import { bitsFromBytes, secondsFromMs } from "../../src/units.js";
import { contextWith } from "../policies/stage.js";
import {
  realRxPlayer,
  realRxPlayerConfig,
  realRxPlayerEstimator,
} from "../support/real-players/rx-player.js";
import { type Answer, type Course, courses, playSideBySide } from "../support/real-players/side-by-side.js";

const RUNS = 300;
/** Searching for the smallest session that differs would take far longer. */
const PATIENCE_MS = 30_000;

describe("rx-player's BandwidthEstimator", () => {
  const downloads = fc.array(
    fc.record({
      ms: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0.1, max: 30_000, noNaN: true })),
      bytes: fc.oneof(fc.integer({ min: 1, max: 40_000 }), fc.integer({ min: 1, max: 20_000_000 })),
    }),
    { minLength: 1, maxLength: 80 },
  );

  it("agrees with ours after each of a random series of samples", () => {
    fc.assert(
      fc.property(downloads, (series) => {
        const real = realRxPlayerEstimator();
        const ours = rxPlayerEwmaEntry.create({})();
        for (const { ms, bytes } of series) {
          real.addSample(ms, bytes);
          const end = secondsFromMs(ms);
          ours.add({ start: 0, firstByte: end / 2, end, bits: bitsFromBytes(bytes), level: 0 });
          const theirs = real.getEstimate();
          if (theirs === undefined) expect(ours.estimate()).toBeUndefined();
          else expect(Math.abs(ours.estimate()! / theirs - 1)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: PATIENCE_MS },
    );
  });
});

describe("rx-player's AdaptiveRepresentationSelector", () => {
  /** Plays random sessions to both and expects the same of both. @returns all that was answered */
  function compare(
    sessions: fc.Arbitrary<Course>,
    options: Partial<RxPlayerOptions> = {},
    config: Parameters<typeof realRxPlayer>[0] = {},
  ): Answer[] {
    const all: Answer[] = [];
    fc.assert(
      fc.property(sessions, (course) => {
        const context = contextWith(course.levels, { segmentDuration: course.segmentDuration });
        const ours = rxPlayer(options, context);
        const answers = [...playSideBySide(course, ours, realRxPlayer(config)({}, context))];
        for (const { ours, real } of answers) expect(ours).toBe(real);
        all.push(...answers);
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: PATIENCE_MS },
    );
    return all;
  }

  const reasonsIn = (answers: readonly Answer[]) => new Set(answers.map(({ reason }) => reason));
  const abandonedIn = (answers: readonly Answer[]) =>
    answers.filter(({ to, ours }) => to === "onProgress" && ours !== undefined).length;

  it("is told to be as ours is, constant by constant", () => {
    const both = (value: number) => ({ DEFAULT: value, LOW_LATENCY: value });
    expect(realRxPlayerConfig()).toMatchObject({
      ABR_FAST_EMA: rxPlayerDefaults.fastHalfLifeSeconds,
      ABR_SLOW_EMA: rxPlayerDefaults.slowHalfLifeSeconds,
      ABR_MINIMUM_CHUNK_SIZE: rxPlayerDefaults.minChunkBytes,
      ABR_MINIMUM_TOTAL_BYTES: rxPlayerDefaults.minTotalBytes,
      ABR_REGULAR_FACTOR: both(rxPlayerDefaults.regularFactor),
      ABR_STARVATION_FACTOR: both(rxPlayerDefaults.starvationFactor),
      ABR_STARVATION_GAP: both(rxPlayerDefaults.starvationGapSeconds),
      OUT_OF_STARVATION_GAP: both(rxPlayerDefaults.outOfStarvationGapSeconds),
      ABR_STARVATION_DURATION_DELTA: rxPlayerDefaults.starvationDurationDeltaSeconds,
      ABR_ENTER_BUFFER_BASED_ALGO: rxPlayerDefaults.enterBufferBasedSeconds,
      ABR_EXIT_BUFFER_BASED_ALGO: rxPlayerDefaults.exitBufferBasedSeconds,
      SAMPLING_INTERVAL_MEDIASOURCE: rxPlayerDefaults.samplingIntervalSeconds * 1000,
    });
  });

  it("chooses and gives up downloads as ours does", () => {
    const answers = compare(courses());
    expect(answers.length).toBeGreaterThan(10_000);
    expect(reasonsIn(answers)).toEqual(new Set([undefined, "bandwidth", "emergency", "buffer"]));
    expect(abandonedIn(answers)).toBeGreaterThan(20);
  });

  it("chooses as ours does from an initial bitrate", () => {
    compare(courses(), { initialBitrateKbps: 1200 }, { initialBitrate: 1_200_000 });
  });

  it("chooses as ours does where the buffer grows and shrinks slowly", () => {
    const throughput = fc.oneof(
      fc.double({ min: 0.8, max: 2.5, noNaN: true }),
      fc.double({ min: 0.3, max: 1, noNaN: true }),
    );
    const answers = compare(courses({ throughput }));
    expect(answers.filter(({ reason }) => reason === "buffer").length).toBeGreaterThan(100);
  });

  it("guesses as ours does in the low-latency mode", () => {
    const answers = compare(
      courses({
        latencyToEdge: fc.oneof(fc.constant(3), fc.double({ min: 1, max: 60, noNaN: true })),
        throughput: fc.double({ min: 0.5, max: 3, noNaN: true }),
      }),
      { lowLatencyMode: true },
      { lowLatencyMode: true },
    );
    expect(answers.filter(({ reason }) => reason === "guess").length).toBeGreaterThan(100);
  });
});
