import { describe, expect, it } from "vitest";
import type { Observation, PolicyContext } from "../../src/model/policy.js";
import { type MpcOptions, mpc } from "../../src/policies/mpc.js";
import { oracleTrace, oracleVideo } from "../support/oracles.js";
import { goldenLevels } from "./golden.js";
import { contextWith, ladder, observationWith, sampleOf, tell } from "./stage.js";

/** 4 s of them over 2 Mbit/s take 2, 4 and 8 s. */
const three = ladder(1000, 2000, 4000);

/** What it decides after downloads of so many kbit/s. */
function decisionAfter(
  kbps: readonly number[],
  observation: Partial<Observation>,
  options: Partial<MpcOptions> = {},
  context: Partial<PolicyContext> = {},
) {
  const policy = mpc(options, contextWith(three, context));
  tell(policy, three, kbps);
  return policy.decide(observationWith(three, { lastLevel: 0, ...observation }));
}

const oneStep = { segment: { index: 10, duration: 4, remaining: 1 } };

describe("mpc", () => {
  it("decide_beforeAnySample_firstLevel", () => {
    const first = { lastLevel: undefined };
    expect(decisionAfter([], first)).toMatchObject({ level: 0, reason: "no samples" });
    expect(decisionAfter([], first, { firstLevel: 1 }).level).toBe(1);
    expect(decisionAfter([], first, { firstLevel: 9 }).level).toBe(2);
  });

  it("decide_noSamplesThatTell_staysAtTheLevelThereIs", () => {
    expect(decisionAfter([], { lastLevel: 2 }).level).toBe(2);
  });

  it("decide_twoSegmentsLeft_firstOfTheBestPlan", () => {
    // Worked out in mpc-search.test.ts: plans (1,1) and (1,2) are worth 3, all others less.
    const segment = { index: 10, duration: 4, remaining: 2 };
    expect(decisionAfter([2000], { buffer: 10, segment })).toEqual({
      level: 1,
      reason: "plan",
      estimate: 2e6,
    });
  });

  it("decide_harmonicMeanOfLastFive_olderForgotten", () => {
    // 5 / (4/1000 + 1/4000)
    expect(decisionAfter([9000, 1000, 1000, 1000, 1000, 4000], {}).estimate).toBeCloseTo(5e6 / 4.25, 6);
    expect(decisionAfter([9000, 1000, 4000], {}, { sampleCount: 2 }).estimate).toBeCloseTo(1.6e6, 6);
  });

  it("decide_downloadsWithLatency_countedInTheThroughput", () => {
    const policy = mpc({}, contextWith(three));
    policy.onSample!(sampleOf(4000, { start: 98, firstByte: 99 }), observationWith(three));
    expect(policy.decide(observationWith(three)).estimate).toBe(2e6);
  });

  it.each([
    // The top brings 2 more than level 1, and a change up by as much takes them away: 2 - 0 against 2 - 1 and 4 - 3.
    [8, 2],
    // Any rebuffering makes it worse than staying.
    [7.999, 1],
    [3.999, 0],
  ])("decide_lastSegmentBuffer%ss_level%i", (buffer, level) => {
    expect(decisionAfter([2000], { buffer, ...oneStep }).level).toBe(level);
  });

  it("decide_planThatCannotAvoidIt_saysRebuffering", () => {
    expect(decisionAfter([2000], { buffer: 1, ...oneStep })).toMatchObject({
      level: 0,
      reason: "plan, with rebuffering",
    });
  });

  it("decide_sizesKnown_plansWithThem", () => {
    // The next segment's top is as small as the lowest usually is.
    const segment = { ...oneStep.segment, sizes: [1e6, 2e6, 4e6] };
    expect(decisionAfter([2000], { buffer: 3, segment }).level).toBe(2);
    const sizeOf = (index: number, level: number) => (index === 10 ? [1e6, 2e6, 4e6][level] : undefined);
    expect(decisionAfter([2000], { buffer: 3, ...oneStep }, {}, { sizeOf }).level).toBe(2);
  });

  it("decide_sizeOffset1_readsTheNextSegmentsSize", () => {
    const segment = { ...oneStep.segment, sizes: [1e6, 2e6, 4e6] };
    const sizeOf = (index: number, level: number) => (index === 11 ? [4e6, 8e6, 16e6][level] : undefined);
    expect(decisionAfter([2000], { buffer: 3, segment }, { sizeOffset: 1 }, { sizeOf }).level).toBe(0);
    // Where there is none to read, bitrate x duration.
    expect(decisionAfter([2000], { buffer: 3, segment }, { sizeOffset: 1 }).level).toBe(0);
    expect(decisionAfter([2000], { buffer: 8, segment }, { sizeOffset: 1 }).level).toBe(2);
  });

  it("decide_shorterSegmentWithoutSizes_smallerAccordingly", () => {
    const segment = { index: 10, duration: 1, remaining: 1 };
    expect(decisionAfter([2000], { buffer: 2, segment }).level).toBe(2);
    expect(decisionAfter([2000], { buffer: 1.999, segment }).level).toBe(1);
  });

  it("decide_weights_changeTheChoice", () => {
    const much = { buffer: 60, lastLevel: 2, segment: { index: 10, duration: 4, remaining: 9 } };
    expect(decisionAfter([100], much, { rebufferPenalty: 0 }).level).toBe(2);
    expect(decisionAfter([9000], { ...much, lastLevel: 0 }, { switchPenalty: 6 }).level).toBe(0);
    expect(decisionAfter([9000], { ...much, lastLevel: 0 }, { switchPenalty: 4.9 }).level).toBe(2);
  });

  it("decide_requestInFlight_itsLevelIsTheLast", () => {
    const inFlight = { segment: 9, level: 2, start: 99, loaded: 0 };
    const observation = { buffer: 60, lastLevel: 0, inFlight, ...oneStep };
    expect(decisionAfter([9000], observation, { switchPenalty: 2 }).level).toBe(2);
  });

  it("decide_levelNotAllowed_nearestAllowed", () => {
    expect(decisionAfter([9000], { buffer: 60, allowed: [0, 1] }).level).toBe(1);
    expect(decisionAfter([10], { buffer: 1, allowed: [1, 2] }).level).toBe(1);
  });

  it("decide_otherEstimator_itsThroughput", () => {
    const estimator = () => ({ add: () => {}, estimate: () => 9e6 });
    expect(decisionAfter([100], { buffer: 60 }, { estimator })).toMatchObject({ level: 2, estimate: 9e6 });
  });

  it("decide_estimateOfNothing_lowest", () => {
    const estimator = () => ({ add: () => {}, estimate: () => 0 });
    expect(decisionAfter([100], { buffer: 60, lastLevel: 2 }, { estimator }).level).toBe(0);
  });

  it("decide_endlessSession_horizon", () => {
    const segment = { index: 10, duration: 4, remaining: Number.POSITIVE_INFINITY };
    expect(decisionAfter([9000], { buffer: 60, segment }).level).toBe(2);
  });

  it("session_ofVariableBitrate_goldenLevels", () => {
    const trace = oracleTrace("trace-commute-1.json");
    expect(goldenLevels(mpc, { trace, video: oracleVideo("video-six-level.json", 30) })).toEqual([
      0, 1, 3, 3, 3, 3, 3, 2, 2, 3, 3, 2, 2, 2, 1, 2, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 2, 3,
    ]);
  });
});
