import { describe, expect, it } from "vitest";
import type { PlayerSettings } from "../../../src/model/settings/index.js";
import { bolaE } from "../../../src/policies/bola-e.js";
import { dynamic } from "../../../src/policies/dynamic.js";
import type { Replacement } from "../../../src/policies/sabre/replacement.js";
import { throughput } from "../../../src/policies/throughput.js";
import { plainTrace, play, requestsOf } from "../../support/plain.js";
import { measured, SUSTAINS } from "./stage.js";

/*
 * Ten segments of 4 s at 1, 2 and 4 Mbit/s; a buffer of 20 s. Level 0 is all that is believed to be sustained for the
 * first 3 s, and level 2 from then on. At 8 Mbit/s segments 0 to 4 come at level 0 by 2.5 s, playback from 0.5 s on.
 * There is room for segment 5 at 4.5 s, when the playhead is at 4 s: of what is buffered, segment 3, which begins at
 * 12 s, and segment 4 are 1.5 segments ahead or more.
 */
function session(
  replacement: Replacement,
  {
    rate = 8,
    player = {},
  }: { rate?: Parameters<typeof plainTrace>[0]; player?: Partial<PlayerSettings> } = {},
) {
  const estimator = () => ({ add() {}, estimate: (now = 0) => (now < 3 ? 1.5e6 : 1e9) });
  const log = play({
    trace: plainTrace(rate),
    policy: (_, context) =>
      throughput({ replacement, estimator, insufficientBuffer: false, abandonMultiplier: 100 }, context),
    player,
  });
  return requestsOf(log.requests);
}

const brief = (requests: ReturnType<typeof session>) =>
  requests.map(({ segment, level, requested, finished }) => [segment, level, requested, finished]);

describe("replacement", () => {
  it("none_levelRises_nothingIsFetchedAgain", () => {
    expect(session("none").map(({ segment }) => segment)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("left_levelRises_earliestOfThoseFarEnoughAheadFirst", () => {
    const requests = brief(session("left"));
    expect(requests.slice(4, 9)).toEqual([
      [4, 0, 2, 2.5],
      [3, 2, 4.5, 6.5],
      // The playhead is at 6 s: segment 4 begins 10 s ahead.
      [4, 2, 6.5, 8.5],
      [5, 2, 8.5, 10.5],
      [6, 2, 10.5, 12.5],
    ]);
    expect(requests).toHaveLength(12);
  });

  it("right_levelRises_latestFirst", () => {
    expect(brief(session("right")).slice(5, 9)).toEqual([
      [4, 2, 4.5, 6.5],
      // The playhead is at 6 s: segment 3 begins just 1.5 segments ahead.
      [3, 2, 6.5, 8.5],
      [5, 2, 8.5, 10.5],
      [6, 2, 10.5, 12.5],
    ]);
  });

  it("right_earlierOneComesTooNearMeanwhile_staysAsItIs", () => {
    // A link of 7.9 Mbit/s brings segment 4 after 6.5 s, when segment 3 begins less than 1.5 segments ahead.
    const segments = session("right", { rate: 7.9 }).map(({ segment }) => segment);
    expect(segments.slice(4, 8)).toEqual([4, 4, 5, 6]);
  });

  it.each(["asked", "forced"] as const)("playheadComesToTheSegment_%s_givenUpForTheNext", (afterwards) => {
    // From 4.5 s on 1 Mbit/s: the 16 Mbit of segment 3 would take until 20.5 s. It begins at 12.5 s.
    const requests = session("left", {
      rate: [
        [4.5, 8],
        [1000, 1],
      ],
      player: { abandonment: { progressEvery: 0.25, progressBits: 0, afterwards } },
    });
    expect(requests[5]).toMatchObject({ segment: 3, level: 2, outcome: "abandoned", finished: 12.5 });
    expect(requests[6]).toMatchObject({ segment: 5, requested: 12.5 });
  });

  it("playheadComesToTheSegment_withoutAbandonment_fetchedForNothing", () => {
    const requests = session("left", {
      rate: [
        [4.5, 8],
        [1000, 1],
      ],
    });
    expect(requests[5]).toMatchObject({ segment: 3, level: 2, outcome: "delivered", finished: 20.5 });
    expect(requests[6]).toMatchObject({ segment: 5, requested: 20.5 });
  });

  it("afterASeek_whatWasBuffered_isForgotten", () => {
    const { policy, measure, decide, arrive } = measured(throughput, { replacement: "left" });
    measure(SUSTAINS[2]);
    for (const index of [9, 10, 11]) arrive(0, 1, 16, index);
    const next = { segment: { index: 11, duration: 4, remaining: 9 } };
    expect(decide(16, next)).toMatchObject({ replaceFrom: 34, waitSeconds: 0, reason: "replacement" });
    policy.onSeek!(40);
    expect(decide(16, next)).not.toHaveProperty("replaceFrom");
  });
});

describe("replacement by policies", () => {
  /** Segments 8 to 10 are there at level 0, and segment 11 is about to be asked for. */
  const next = { segment: { index: 11, duration: 4, remaining: 9 } };

  it("dynamic_afterAReplacement_backToThroughput", () => {
    const { measure, decide, arrive } = measured(dynamic, {
      gammaP: 1,
      adaptiveBuffer: false,
      insufficientBuffer: false,
      replacement: "left",
    });
    measure(9e6);
    for (const index of [9, 10, 11]) arrive(0, 1, 16, index);
    // BOLA is at level 2 at 16 s and at level 1 at 12 s, throughput at 2.
    expect(decide(16, next)).toMatchObject({ level: 2, replaceFrom: 34 });
    arrive(2, 1, 15, 10);
    expect(decide(12, next).level).toBe(2);
  });

  it("dynamic_withoutAReplacement_staysWithBola", () => {
    const { measure, decide, arrive } = measured(dynamic, {
      gammaP: 1,
      adaptiveBuffer: false,
      insufficientBuffer: false,
    });
    measure(9e6);
    decide(16, next);
    arrive(2, 1, 15, 12);
    expect(decide(12, next).level).toBe(1);
  });

  it("bolaE_afterAReplacement_placeholderGrowsByASegment", () => {
    const { measure, decide, arrive } = measured(bolaE, {
      insufficientBuffer: false,
      gammaP: 1,
      replacement: "left",
    });
    for (const index of [9, 10, 11]) arrive(0, 1, 16, index);
    measure(SUSTAINS[2]);
    // Startup at 16 s, where level 2 lacks nothing.
    expect(decide(16, next)).toMatchObject({ level: 2, replaceFrom: 34 });
    arrive(2, 1, 15, 10);
    // Level 2 from 14.180 - 4 s on.
    expect(decide(10.1, next).level).toBe(1);
    expect(decide(10.3, next).level).toBe(2);
  });

  it("bolaE_replacementGivenUp_itsLevelIsTheLast", () => {
    const { measure, decide, arrive, progress } = measured(bolaE, {
      insufficientBuffer: false,
      gammaP: 1,
      replacement: "left",
    });
    for (const index of [9, 10, 11]) arrive(0, 1, 16, index);
    measure(SUSTAINS[2]);
    decide(16, next);
    // Segment 9 begins 8 s before the end of what is buffered.
    expect(progress({ segment: 9, level: 2 }, 8.1)).toBeUndefined();
    expect(progress({ segment: 9, level: 2 }, 8)).toBe(0);
    measure(SUSTAINS[0]);
    expect(decide(15, next)).toMatchObject({ level: 2 });
  });
});
