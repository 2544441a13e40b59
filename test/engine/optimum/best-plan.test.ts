import { describe, expect, it } from "vitest";
import { bestPlan } from "../../../src/engine/optimum/index.js";
import type { OptimumProblem } from "../../../src/engine/optimum/problem.js";
import type { AdditiveQoe } from "../../../src/model/metrics.js";
import type { NetworkSettings, PlayerSettings } from "../../../src/model/settings/index.js";
import { traceFromIntervals } from "../../../src/model/trace.js";
import { plainTrace, plainVideo } from "../../support/plain.js";
import { scoreOfPlan } from "./exhaustive.js";

/** Level 1 is worth 2 more than level 0; a change costs a half. */
const qoe = (stallCost: number, startupCost: number): AdditiveQoe => ({
  quality: (_, level) => (level === 0 ? 1 : 3),
  changeCost: (_, from, to) => (from === to ? 0 : 0.5),
  stallCost,
  startupCost,
});

/** Two segments of 4 s, of 4 and 8 Mbit at levels 0 and 1; playback starts with the first. */
function problem(parts: {
  readonly qoe: AdditiveQoe;
  readonly trace?: OptimumProblem["trace"];
  readonly segments?: number;
  readonly player?: Partial<PlayerSettings>;
  readonly network?: NetworkSettings;
}): OptimumProblem {
  const { trace = plainTrace(1.5), segments = 2, player, network = {} } = parts;
  return {
    trace,
    offset: 0,
    video: plainVideo({ segments, bitrates: [1e6, 2e6] }),
    settings: {
      player: { startupBuffer: 4, resumeBuffer: 4, maxBuffer: 20, starvedAfter: 600, ...player },
      network,
      viewer: {},
    },
    qoe: parts.qoe,
  };
}

/*
 * At 1.5 Mbit/s a segment takes 8/3 s at level 0 and 16/3 s at level 1. The second stalls playback for 4/3 s at
 * level 1, since it has 4 s, and not at level 0. So, with startup at 0.5 a second and s for a second of stalling:
 *
 *     0 0: 2 - 4/3                      0 1: 3.5 - 4/3 - 4/3 s
 *     1 0: 3.5 - 8/3                    1 1: 6 - 8/3 - 4/3 s
 */
describe("two segments at two levels", () => {
  it("are best both high where stalling is cheap", () => {
    const best = bestPlan(problem({ qoe: qoe(1, 0.5) }))!;
    expect(best.plan.levels).toEqual([1, 1]);
    expect(best.score).toBeCloseTo(2, 12);
    expect(best.upper).toBeCloseTo(2, 9);
  });

  it("are best high and then low where stalling is dear", () => {
    const best = bestPlan(problem({ qoe: qoe(3, 0.5) }))!;
    expect(best.plan.levels).toEqual([1, 0]);
    expect(best.score).toBeCloseTo(5 / 6, 12);
    expect(best.upper).toBeCloseTo(5 / 6, 9);
  });

  it("are best both low where startup is dear too", () => {
    // 0 0 is 2 - 8/3 s, and 1 0 is 3.5 - 16/3 s.
    const best = bestPlan(problem({ qoe: qoe(3, 3) }))!;
    expect(best.plan.levels).toEqual([0, 0]);
    expect(best.score).toBeCloseTo(-6, 12);
    expect(best.upper).toBeCloseTo(-6, 9);
  });
});

describe("a plan", () => {
  it("buffers at a low level ahead of an outage", () => {
    // 12 s at 2 Mbit/s are worth six low segments, which last through the 12 s of outage; three high ones do not.
    const trace = plainTrace([
      [12, 2],
      [12, 0],
      [100, 100],
    ]);
    const best = bestPlan(problem({ qoe: qoe(100, 0), trace, segments: 8, player: { maxBuffer: 60 } }))!;
    expect(best.plan.levels).toEqual([0, 0, 0, 0, 0, 0, 1, 1]);
    expect(best.score).toBeCloseTo(6 + 6 - 0.5, 9);
    expect(best.upper).toBeCloseTo(best.score, 9);
  });

  it("cannot buffer more than there is room for", () => {
    // With room for two segments, the third is asked for 4 s after the first came, and so on: the outage is felt.
    const trace = plainTrace([
      [12, 2],
      [12, 0],
      [100, 100],
    ]);
    const setup = problem({ qoe: qoe(10, 0), trace, segments: 8, player: { maxBuffer: 8 } });
    const best = bestPlan(setup)!;
    expect(best.score).toBeLessThan(6 + 6 - 0.5 - 10);
    expect(best.score).toBeCloseTo(bestScoreOf(setup), 9);
    expect(best.upper).toBeCloseTo(best.score, 9);
  });

  it("waits for a latency to fall where startup is as dear as stalling", () => {
    // Asked for at once, the segment's first bit comes after 3 s; asked for after 1 s, it comes then.
    const trace = traceFromIntervals({ name: "set/trace", set: "set" }, [
      { duration: 1, bandwidth: 8e6, latency: 3 },
      { duration: 100, bandwidth: 8e6, latency: 0 },
    ]);
    const best = bestPlan(problem({ qoe: qoe(1, 1), trace, segments: 1 }))!;
    expect(best.plan).toEqual({ levels: [1], waits: [1] });
    expect(best.score).toBeCloseTo(3 - 2, 12);
  });

  it("does not put startup off where it is cheaper than stalling, however good the trace becomes", () => {
    const trace = plainTrace([
      [50, 1],
      [1000, 100],
    ]);
    const best = bestPlan(problem({ qoe: qoe(1, 0), trace }))!;
    expect(best.plan.waits).toEqual([0, 0]);
    // High and low: 3 + 1 - 0.5. Waiting for 50 s would have made both high, for 6.
    expect(best.score).toBeCloseTo(3.5, 12);
    expect(best.upper).toBeCloseTo(3.5, 9);
  });

  it("is none where the link never carries enough", () => {
    expect(bestPlan(problem({ qoe: qoe(1, 0), trace: plainTrace(0) }))).toBeUndefined();
    expect(bestPlan(problem({ qoe: qoe(1, 0), player: { starvedAfter: 1 } }))).toBeUndefined();
  });

  it("takes the first level of a player that does not ask for it", () => {
    const best = bestPlan(problem({ qoe: qoe(1, 0.5), player: { firstLevel: 0 } }))!;
    // 3.5 - 4/3 - 4/3 against 2 - 4/3.
    expect(best.plan.levels).toEqual([0, 1]);
    expect(best.score).toBeCloseTo(3.5 - 8 / 3, 12);
  });

  it("is for the whole video even where all of it is buffered before playback", () => {
    const best = bestPlan(problem({ qoe: qoe(1, 0.5), player: { startupBuffer: 30, maxBuffer: 60 } }))!;
    // 6 - 16/3 against 2 - 8/3 and 3.5 - 4.
    expect(best.plan.levels).toEqual([1, 1]);
    expect(best.score).toBeCloseTo(6 - 16 / 3, 12);
    expect(best.upper).toBeCloseTo(best.score, 9);
  });
});

describe("bounds", () => {
  it("still hold, and lie further apart, where few labels are kept", () => {
    const random = [0.9, 3.1, 0.4, 2.2, 5.3, 0.7, 1.9, 0.2, 2.8, 1.1];
    const trace = plainTrace(random.map((mbps) => [7, mbps] as const));
    const video = plainVideo({
      segments: 60,
      segmentDuration: 2,
      bitrates: [0.3e6, 0.75e6, 1.2e6, 1.85e6, 2.85e6],
    });
    const settings = problem({ qoe: qoe(1, 0) }).settings;
    const steep: AdditiveQoe = {
      quality: (_, level) => Math.log(1 + level),
      changeCost: (_, from, to) => Math.abs(Math.log((1 + to) / (1 + from))),
      stallCost: 2.6,
      startupCost: 0.1,
    };
    const setup = { trace, offset: 0, video, settings, qoe: steep };
    const exact = bestPlan(setup)!;
    const rough = bestPlan(setup, { effort: 1e-4 })!;
    expect(exact.upper).toBe(exact.score);
    expect(rough.score).toBeLessThanOrEqual(exact.score);
    expect(rough.upper).toBeGreaterThanOrEqual(exact.upper);
    expect(rough.upper).toBeGreaterThan(rough.score);
  });
});

/** Of every sequence of levels, by the engine itself and the sum's own terms. */
function bestScoreOf(setup: OptimumProblem): number {
  const { qoe: terms } = setup;
  let best = Number.NEGATIVE_INFINITY;
  const segments = setup.video.durations.length;
  for (let number = 0; number < 2 ** segments; number++) {
    const levels = Array.from({ length: segments }, (_, i) => (number >> i) & 1);
    // `linear` with startup free: stalls are what is missing to the sum of bitrates and changes.
    const linear = scoreOfPlan(setup, { levels, waits: levels.map(() => 0) })!;
    const mbps = levels.map((level) => level + 1);
    const change = mbps.slice(1).reduce((sum, rate, i) => sum + Math.abs(rate - mbps[i]!), 0);
    const stall = (mbps.reduce((sum, rate) => sum + rate, 0) - change - linear) / 4.3;
    const gained = levels.reduce(
      (sum, level, i) =>
        sum + terms.quality(i, level) - (i > 0 ? terms.changeCost(i, levels[i - 1]!, level) : 0),
      0,
    );
    best = Math.max(best, gained - terms.stallCost * stall);
  }
  return best;
}
