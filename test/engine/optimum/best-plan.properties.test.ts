import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestPlan, notBounded, type OptimumProblem } from "../../../src/engine/optimum/index.js";
import type { NetworkSettings, PlayerSettings, SessionSettings } from "../../../src/model/settings/index.js";
import type { Trace } from "../../../src/model/trace.js";
import { policies as library } from "../../../src/policies/registry.js";
import { patientSettings, policies, traces, videos } from "../../support/arbitraries.js";
import { createPolicy } from "../../support/library.js";
import { cutTo, exhaustiveBest, played, problemOf, scoreOfLog, scoreOfPlan } from "./exhaustive.js";

/** Rounding in a score. */
const near = (score: number) => 1e-9 * Math.max(1, Math.abs(score));

/** Whether a segment alone is enough to resume with, so that the two courses of a plan are one. */
function isSmooth({ video, settings }: OptimumProblem): boolean {
  const { resumeBuffer, idleStep } = settings.player;
  return idleStep === undefined && video.durations.slice(0, -1).every((duration) => duration >= resumeBuffer);
}

const scored = (settings: SessionSettings, startupIsStall: boolean): SessionSettings => ({
  ...settings,
  scoring: { startupIsStall },
});

/** Sessions of the fast lane. */
const plain: fc.Arbitrary<OptimumProblem> = fc
  .tuple(traces, videos, patientSettings, fc.boolean())
  .map(([trace, video, settings, startupIsStall]) =>
    problemOf(trace, video, scored(settings, startupIsStall)),
  );

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** What it takes the general engine for, and is still one request after the other. */
const quirks = fc.record({
  player: fc.record({
    bufferLimit: maybe(fc.constant("below" as const)),
    idleStep: maybe(fc.constantFrom(0.1, 0.5)),
    firstLevel: maybe(fc.constant(0)),
    startupSegments: maybe(fc.integer({ min: 1, max: 4 })),
    playbackRate: maybe(fc.constantFrom(0.8, 1.5)),
  }),
  network: fc.record({
    payloadShare: maybe(fc.constant(0.95)),
    serverDelay: maybe(fc.constant(0.1)),
    latencyRule: maybe(fc.constant("along trace" as const)),
  }),
  stopsTrace: fc.boolean(),
});

const present = <T extends object>(record: T) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

/** Sessions of the general engine. */
const general: fc.Arbitrary<OptimumProblem> = fc
  .tuple(plain, quirks)
  .map(([{ trace, video, settings }, more]) => {
    const player: PlayerSettings = { ...settings.player, ...present(more.player) };
    const fixed = settings.network.rtt !== undefined || trace.latencies === undefined;
    const network: NetworkSettings = {
      ...settings.network,
      ...present(more.network),
      ...(more.stopsTrace && fixed && { latencyAdvancesTrace: false }),
    };
    return problemOf(trace, video, { ...settings, player, network });
  });

const small = (problem: OptimumProblem, segments: number, levels: number): OptimumProblem =>
  problemOf(problem.trace, cutTo(problem.video, segments, levels), problem.settings);

const latencyVaries = ({ trace, settings }: { trace: Trace; settings: SessionSettings }) =>
  trace.latencies !== undefined && settings.network.rtt === undefined;

describe("the best plan", () => {
  it("achieves in the engine what it is said to", () => {
    fc.assert(
      fc.property(fc.oneof(plain, general), (problem) => {
        const best = bestPlan(problem)!;
        // Rounding grows with what is summed: scores of long outages are in the ten thousands.
        const off = Math.abs(scoreOfPlan(problem, best.plan)! - best.score);
        expect(off).toBeLessThanOrEqual(Math.max(5e-7, near(best.score)));
        expect(best.upper).toBeGreaterThanOrEqual(best.score);
      }),
      { numRuns: 150 },
    );
  });

  it("is as good as the best of all sequences of levels, and proved so, where a segment is enough to resume", () => {
    fc.assert(
      fc.property(plain, (large) => {
        const problem = small(large, 6, 3);
        fc.pre(isSmooth(problem));
        const best = bestPlan(problem)!;
        const every = exhaustiveBest(problem)!;
        expect(best.upper - best.score).toBeLessThanOrEqual(near(best.score));
        expect(best.score).toBeGreaterThanOrEqual(every - near(every));
        // Where latencies fall at once, waits make it better than levels alone can be.
        if (!latencyVaries(problem)) expect(best.score).toBeLessThanOrEqual(every + near(every));
      }),
      { numRuns: 120 },
    );
  });

  it("is bounded from above by no less than any sequence of levels achieves, whatever the player does", () => {
    fc.assert(
      fc.property(fc.oneof(plain, general), (large) => {
        const problem = small(large, 5, 3);
        const every = exhaustiveBest(problem)!;
        expect(bestPlan(problem)!.upper).toBeGreaterThanOrEqual(every - near(every));
      }),
      { numRuns: 150 },
    );
  });

  it("is bounded from above by no less than levels and waits achieve together", () => {
    fc.assert(
      fc.property(fc.oneof(plain, general), (large) => {
        const problem = small(large, 4, 2);
        const { qoe, video, settings } = problem;
        // Before playback starts only where that is as dear as stalling.
        const waits = [0, 0.6, 5];
        const started = (segment: number) =>
          video.durations.slice(0, segment).reduce((sum, each) => sum + each, 0);
        const mayWait = (segment: number) =>
          qoe.startupCost >= qoe.stallCost ||
          (segment > 0 &&
            (started(segment) >= settings.player.startupBuffer ||
              segment >= (settings.player.startupSegments ?? Number.POSITIVE_INFINITY)));
        const every = exhaustiveBest(problem, (segment) => (mayWait(segment) ? waits : [0]))!;
        expect(bestPlan(problem)!.upper).toBeGreaterThanOrEqual(every - near(every));
      }),
      { numRuns: 40 },
    );
  });
});

describe("no policy", () => {
  const named = fc.constantFrom(...library.map(({ name }) => createPolicy(name)));

  it("scores more than the upper bound, in sessions that it is about", () => {
    fc.assert(
      fc.property(fc.oneof(plain, general), fc.oneof(named, policies), (problem, policy) => {
        const log = played(problem, policy);
        fc.pre(notBounded(log, problem) === undefined);
        const score = scoreOfLog(problem, log)!;
        const best = bestPlan(problem, { effort: 0.02 })!;
        expect(score).toBeLessThanOrEqual(best.upper + near(score));
      }),
      { numRuns: 300 },
    );
  });

  it("does so by giving up downloads", () => {
    const abandonment = { progressEvery: 0.2, progressBits: 0, afterwards: "asked" as const };
    const fickle = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.nat()).map(([level, seed]) => () => {
      let calls = seed;
      let left = 20;
      return {
        name: "fickle",
        decide: (o: { levels: ArrayLike<unknown> }) => ({
          level: Math.min(level + (calls++ % 2), o.levels.length - 1),
        }),
        onProgress: (inFlight: { level: number }) =>
          calls++ % 5 === 0 && inFlight.level > 0 && left-- > 0
            ? { abandonTo: inFlight.level - 1 }
            : undefined,
      };
    });
    fc.assert(
      fc.property(plain, fickle, ({ trace, video, settings }, policy) => {
        const player = { ...settings.player, abandonment };
        const problem = problemOf(trace, video, { ...settings, player });
        const log = played(problem, policy);
        fc.pre(notBounded(log, problem) === undefined);
        const score = scoreOfLog(problem, log)!;
        expect(score).toBeLessThanOrEqual(bestPlan(problem, { effort: 0.02 })!.upper + near(score));
      }),
      { numRuns: 100 },
    );
  });
});
