import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { requestFates, requestStalls } from "../../src/metrics/request-fates.js";
import { measureSession } from "../../src/metrics/session-metrics.js";
import { stalls } from "../../src/metrics/stalls.js";
import type { SessionLog } from "../../src/model/session.js";
import type { Video } from "../../src/model/video.js";
import { patientSettings, policies, traces, videos } from "../support/arbitraries.js";
import { logOf, threeLevels } from "../support/logs.js";
import { randomSessions } from "../support/random-logs.js";
import { session } from "../support/sessions.js";

const fatesOf = ({ log, video }: { log: SessionLog; video: Video }) =>
  requestFates(log, measureSession(log, video));
const outcomesOf = (parts: { log: SessionLog; video: Video }) => fatesOf(parts).map(({ outcome }) => outcome);

describe("requestFates", () => {
  it("segments shown are played, those that came too late or in part are discarded", () => {
    // Each takes 2 s; playing from 2 to 5 shows the first and half of the second; the third is under way.
    const parts = session({
      levels: [0, 0, 0, 0],
      intervals: [{ duration: 100, bandwidth: 1e6 }],
      leaveAt: 5,
    });
    expect(outcomesOf(parts)).toEqual(["played", "played", "discarded"]);
  });

  it("a segment that could not arrive has failed", () => {
    const parts = session({
      levels: [0, 0],
      intervals: [
        { duration: 2, bandwidth: 1e6 },
        { duration: 1e6, bandwidth: 0 },
      ],
    });
    expect(parts.log.end).toEqual({ status: "starved", at: 102 });
    expect(outcomesOf(parts)).toEqual(["played", "failed"]);
  });

  it("tells replaced copies from those that came too late, and what was given up from what failed", () => {
    const log = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 1, 0],
        ["quit", 5, 4],
      ],
      requests: [
        { segment: 0, finished: 0.5, outcome: "failed" },
        { segment: 0, finished: 1, detail: { attempt: 1 } },
        { segment: 1, level: 2, finished: 1.2, outcome: "abandoned" },
        { segment: 1, finished: 1.4 },
        { segment: 1, level: 1, finished: 1.6 },
        { segment: 1, level: 2, finished: 4 },
        { segment: 2, finished: 4.5 },
        { segment: 3, finished: 5, outcome: "cut" },
      ],
    });
    expect(outcomesOf({ log, video: threeLevels(5) })).toEqual([
      "failed",
      "played",
      "abandoned",
      "replaced",
      "played",
      "discarded",
      "discarded",
      "discarded",
    ]);
  });

  it("after a seek back, both copies of a segment are played, and a way not taken is discarded", () => {
    const log = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 1, 0],
        ["seeking", 2, 0],
        ["playing", 3, 0],
        ["quit", 5, 2],
      ],
      requests: [
        { segment: 0, finished: 1 },
        { segment: 0, finished: 1.5, detail: { option: 1 } },
        { segment: 0, requested: 2, finished: 3 },
      ],
      events: [{ at: 2, kind: "seek", from: 1, to: 0, by: "viewer" }],
    });
    expect(outcomesOf({ log, video: threeLevels(1) })).toEqual(["played", "discarded", "played"]);
  });

  it("merges the tracks by when requests finished, video first, with the stall up to each", () => {
    const log = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 2, 0],
        ["rebuffering", 4, 2],
        ["playing", 7, 2],
        ["ended", 9, 4],
      ],
      requests: [
        { segment: 0, finished: 2 },
        { segment: 1, finished: 5 },
      ],
      audio: [
        { segment: 0, finished: 2 },
        { segment: 1, finished: 7 },
      ],
    });
    expect(fatesOf({ log, video: threeLevels(2) })).toEqual([
      { media: "video", row: 0, outcome: "played", stall: 0 },
      { media: "audio", row: 0, outcome: "played", stall: 0 },
      { media: "video", row: 1, outcome: "played", stall: 1 },
      { media: "audio", row: 1, outcome: "played", stall: 2 },
    ]);
  });

  it("has a row for every request, and plays exactly those that showed something", () => {
    fc.assert(
      fc.property(randomSessions, ({ log, video, shown }) => {
        const fates = fatesOf({ log, video });
        expect(fates).toHaveLength(log.requests.count + log.audio.count);
        for (const { media, row, outcome } of fates) {
          const truth = (media === "video" ? shown.video : shown.audio).get(row) ?? [];
          const seconds = truth.reduce((sum, [from, to]) => sum + to - from, 0);
          if (seconds > 1e-5) expect(outcome).toBe("played");
          if (seconds === 0) expect(outcome).not.toBe("played");
        }
      }),
    );
  });
});

describe("requestStalls", () => {
  it("gives a stall to the request whose arrival ends it", () => {
    const { log } = session({
      levels: [0, 0, 0],
      intervals: [
        { duration: 2, bandwidth: 1e6 },
        { duration: 5, bandwidth: 0 },
        { duration: 10, bandwidth: 1e6 },
      ],
    });
    // First at 2, dry at 4, second at 9, third at 11 just in time.
    expect(requestStalls(log)).toEqual([0, 5, 0]);
  });

  it("adds up to all stalls of a session that completes", () => {
    const setups = fc.record({ trace: traces, video: videos, policy: policies, settings: patientSettings });
    fc.assert(
      fc.property(setups, (setup) => {
        const log = simulate(setup);
        const all = stalls(log).reduce((sum, { from, to }) => sum + to - from, 0);
        const byRequest = requestStalls(log).reduce((sum, stall) => sum + stall, 0);
        expect(Math.abs(byRequest - all)).toBeLessThanOrEqual(1e-9 * Math.max(1, log.end.at));
      }),
    );
  });
});
