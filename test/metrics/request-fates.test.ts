import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { requestFates, requestStalls } from "../../src/metrics/request-fates.js";
import { measureSession } from "../../src/metrics/session-metrics.js";
import { stalls } from "../../src/metrics/stalls.js";
import { patientSettings, policies, traces, videos } from "../support/arbitraries.js";
import { session } from "../support/sessions.js";

describe("requestFates", () => {
  it("segments shown are played, those that came too late or in part are discarded", () => {
    const { log, video } = session({
      levels: [0, 0, 0, 0],
      intervals: [{ duration: 100, bandwidth: 1e6 }],
      leaveAt: 5,
    });
    // Each takes 2 s; playing from 2 to 5 shows the first and half of the second; the third is under way.
    expect(requestFates(log, measureSession(log, video).played)).toEqual(["played", "played", "discarded"]);
  });

  it("a segment that could not arrive has failed", () => {
    const { log, video } = session({
      levels: [0, 0],
      intervals: [
        { duration: 2, bandwidth: 1e6 },
        { duration: 1e6, bandwidth: 0 },
      ],
    });
    expect(log.end).toEqual({ status: "starved", at: 102 });
    expect(requestFates(log, measureSession(log, video).played)).toEqual(["played", "failed"]);
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
