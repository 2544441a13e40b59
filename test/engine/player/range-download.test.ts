import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SessionLog } from "../../../src/model/session.js";
import { plainTrace, plainVideo, play, requestsOf } from "../../support/plain.js";

const MEGABIT = 1e6;
const retry = (retries: number, initialDelay: number) => ({
  retries,
  initialDelay,
  maxDelay: initialDelay,
  factor: 1,
  jitter: 0,
  clientErrors: false,
});
const receivedOf = (log: SessionLog) =>
  requestsOf(log.requests).reduce((sum, { received }) => sum + received, 0);

describe("a segment in byte ranges", () => {
  it("was requested with its first range, whichever came first", () => {
    // Segment 1: its first three quarters are asked for at 2 s, the last, a mere tenth of one, at 2.9 s; at 2 Mbit/s
    // it overtakes them.
    const video = plainVideo({ durations: [4, 3.1] });
    const chunks = { size: MEGABIT, ahead: 6.1, atOnce: 4 };
    const log = play({ video, settings: { downloads: { chunks } } });
    expect(requestsOf(log.requests)[1]).toMatchObject({ segment: 1, requested: 2, finished: 3.55 });
    expect(log.requests.firstByte[1]).toBe(2);
  });

  it("that waits for the playhead when the viewer leaves has brought what had come", () => {
    // Playing from 2 s; the second quarter of segment 1 may be asked for at 5 s, when the playhead is at 3 s.
    const chunks = { size: MEGABIT, ahead: 2, atOnce: 3 };
    const log = play({ settings: { downloads: { chunks }, viewer: { leaveAt: 4.75 } } });
    expect(requestsOf(log.requests)).toEqual([
      { segment: 0, level: 0, requested: 0, finished: 2, received: 4 * MEGABIT, outcome: "delivered" },
      { segment: 1, level: 0, requested: 4, finished: 4.75, received: MEGABIT, outcome: "cut" },
    ]);
  });

  it("counts from the attempts that brought it: what came of one that failed is in a row of its own", () => {
    const trace = plainTrace([
      [0.25, 2],
      [2.75, 0],
      [1000, 2],
    ]);
    const chunks = { size: MEGABIT, ahead: 100, atOnce: 1 };
    const log = play({
      trace,
      settings: { downloads: { chunks }, requests: { timeout: 1, retry: retry(1, 2) } },
    });
    expect(requestsOf(log.requests).slice(0, 2)).toEqual([
      { segment: 0, level: 0, requested: 0, finished: 1, received: MEGABIT / 2, outcome: "failed" },
      { segment: 0, level: 0, requested: 3, finished: 5, received: 4 * MEGABIT, outcome: "delivered" },
    ]);
    expect([...log.requests.firstByte.slice(0, 2)]).toEqual([0, 3]);
    expect(log.requests.details[1]).toMatchObject({ attempt: 1 });
  });

  it("fails with one of its ranges, and says what the others had brought", () => {
    // Two quarters come by 1 s; the other two have half of theirs when the link fails, and time out at 4 s.
    const trace = plainTrace([
      [1.5, 2],
      [1000, 0],
    ]);
    const chunks = { size: MEGABIT, ahead: 100, atOnce: 2 };
    const log = play({ trace, settings: { downloads: { chunks }, requests: { timeout: 3 } } });
    expect(requestsOf(log.requests)).toEqual([
      { segment: 0, level: 0, requested: 1, finished: 4, received: MEGABIT / 2, outcome: "failed" },
      { segment: 0, level: 0, requested: 0, finished: 4, received: 2.5 * MEGABIT, outcome: "failed" },
    ]);
  });

  it("loses no bit: what the rows say has come is what the link has sent", () => {
    const settings = fc.record({
      size: fc.integer({ min: 1, max: 60 }).map((tenths) => tenths * 1e5),
      atOnce: fc.integer({ min: 1, max: 5 }),
      timeout: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
      leaveAt: fc.integer({ min: 1, max: 300 }).map((tenths) => tenths / 10),
      level: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(settings, ({ size, atOnce, timeout, leaveAt, level }) => {
        // Nothing keeps the link idle: all is near enough, there is room for all, and there is more than can come.
        const log = play({
          video: plainVideo({ segments: 100 }),
          policy: () => ({ name: "level", decide: () => ({ level }) }),
          player: { maxBuffer: 1000 },
          settings: {
            viewer: { leaveAt },
            downloads: { chunks: { size, ahead: 1000, atOnce } },
            ...(timeout !== undefined && { requests: { timeout, retry: retry(1000, 0) } }),
          },
        });
        expect(receivedOf(log)).toBeCloseTo(2 * MEGABIT * leaveAt, 0);
        for (const { requested, finished } of requestsOf(log.requests))
          expect(requested).toBeLessThanOrEqual(finished);
        for (let row = 0; row < log.requests.count; row++)
          if (!Number.isNaN(log.requests.firstByte[row]))
            expect(log.requests.firstByte[row]).toBeGreaterThanOrEqual(log.requests.requested[row]!);
      }),
      { numRuns: 200 },
    );
  });
});
