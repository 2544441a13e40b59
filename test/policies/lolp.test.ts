import { describe, expect, it } from "vitest";
import type { Observation } from "../../src/model/policy.js";
import { type LolpOptions, lolp } from "../../src/policies/lolp.js";
import { oracleTrace, oracleVideo } from "../support/oracles.js";
import { play, requestsOf } from "../support/plain.js";
import { fixedEstimator } from "./fixed-estimator.js";
import { contextWith, ladder, observationWith } from "./stage.js";

const levels = ladder(500, 1000, 2000, 4000);

/** At a safe throughput of so many kbit/s, segments of 1 s. */
function policyAt(kbps: number | undefined, options: Partial<LolpOptions> = {}, random?: () => number) {
  const estimator = kbps === undefined ? {} : { estimator: fixedEstimator(kbps) };
  const policy = lolp(
    { bandwidthSafetyFactor: 1, ...estimator, ...options },
    contextWith(levels, { segmentDuration: 1, ...(random && { random }) }),
  );
  return (overrides: Partial<Observation>) =>
    policy.decide(observationWith(levels, { buffer: 4, lastLevel: 1, ...overrides }));
}

describe("lolp", () => {
  it("decide_beforeAnySample_highestWithin1000Kbps", () => {
    const decide = policyAt(undefined);
    expect(decide({ lastLevel: undefined })).toEqual({ level: 1, reason: "no change", estimate: undefined });
    expect(decide({ lastLevel: 2 }).level).toBe(2);
  });

  it("decide_audio_stays", () => {
    const context = contextWith(levels, { media: "audio" });
    const policy = lolp({ estimator: fixedEstimator(9000) }, context);
    expect(policy.decide(observationWith(levels, { lastLevel: 2 }))).toMatchObject({
      level: 2,
      reason: "audio",
    });
    expect(policy.decide(observationWith(levels)).level).toBe(0);
  });

  it("decide_plentyOfThroughput_top", () => {
    expect(policyAt(4200)({})).toEqual({ level: 3, reason: "nearest neuron", estimate: 4_200_000 });
    expect(policyAt(20_000)({}).level).toBe(3);
  });

  it("decide_throughputAtALevel_thatLevelWhenThereIsSomeToSpare", () => {
    expect(policyAt(2011)({}).level).toBe(2);
    expect(policyAt(1400)({}).level).toBe(1);
  });

  it("decide_safetyFactor_isTakenOff", () => {
    expect(policyAt(2100, { bandwidthSafetyFactor: 0.9 })({}).level).toBe(1);
  });

  it("decide_currentLevelWouldLeave300MsOrLess_highestBelowItWithinTheThroughput", () => {
    // 2000 kbit/s at 1600: 1.25 s; it leaves 0.3 s of 1.55 s
    const decide = policyAt(1600);
    expect(decide({ lastLevel: 2, buffer: 1.549 })).toMatchObject({ level: 1, reason: "low buffer" });
    expect(decide({ lastLevel: 2, buffer: 1.551 }).reason).toBe("nearest neuron");
    // No level is under 400 kbit/s: it stays
    expect(policyAt(400)({ lastLevel: 2, buffer: 1 })).toMatchObject({ level: 2, reason: "low buffer" });
    expect(policyAt(500)({ lastLevel: 2, buffer: 1 }).level).toBe(2);
    expect(policyAt(501)({ lastLevel: 2, buffer: 1 }).level).toBe(0);
  });

  it("decide_levelThatLeavesTooLittle_discouraged", () => {
    // At 4200 kbit/s level 3 takes 0.95 s; of 0.2 s that leaves 0.25 s. Level 0 has to leave 0.3 s first: 0.12 s of 0.42 s
    const decide = policyAt(4200);
    expect(decide({ lastLevel: 0, buffer: 0.5 }).level).toBe(3);
    expect(policyAt(4200, { minBufferSeconds: 0 })({ lastLevel: 0, buffer: 0.2 }).level).toBe(3);
    const cautious = policyAt(4200, { minBufferSeconds: 0.56 });
    expect(cautious({ lastLevel: 0, buffer: 0.5 }).reason).toBe("low buffer");
  });

  it("decide_noLiveContent_latencyIs0", () => {
    const live = { latency: 0, target: 3, edge: 1e4 };
    const [vod, edge] = [policyAt(3000), policyAt(3000)];
    for (let each = 0; each < 20; each++) expect(vod({})).toEqual(edge({ live }));
  });

  it("decide_randomWeights_drawsFourOfTheContextsForEachSegment", () => {
    let drawn = 0;
    const decide = policyAt(3000, { weightSelection: "random" }, () => (++drawn % 10) / 10);
    decide({});
    expect(drawn).toBe(4);
    decide({});
    expect(drawn).toBe(8);
  });

  it("decide_levelNotAllowed_nearest", () => {
    expect(policyAt(9000)({ allowed: [0, 2] })).toMatchObject({ level: 2, reason: "limit" });
  });

  it("session_commute_asFrozen", () => {
    const log = play({
      trace: oracleTrace("trace-commute-1.json"),
      video: oracleVideo("video-six-level.json"),
      policy: lolp,
      player: { startupBuffer: 0, resumeBuffer: 0, maxBuffer: 18 },
    });
    expect(
      requestsOf(log.requests)
        .map(({ level }) => level)
        .join(""),
    ).toBe("133233112221112201100000000000000011222122122222223000000000111221000011223");
  });
});
