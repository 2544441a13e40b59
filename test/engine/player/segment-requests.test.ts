import { describe, expect, it } from "vitest";
import type { Policy } from "../../../src/model/policy.js";
import type { ProcessingSettings } from "../../../src/model/settings/index.js";
import { always, play, requestsOf, statesOf } from "../../support/plain.js";

/*
 * On a link of 2 Mbit/s a segment of 4 Mbit (4 s at the lowest level) takes 2 s. The first is worked on for a second,
 * each other one for half of one.
 */
const processing: ProcessingSettings = { firstSegment: 1, segment: 0.5 };

describe("a segment that has come", () => {
  it("is in the buffer once it has been worked on, and the next is asked for then", () => {
    const log = play({ player: { processing } });
    expect(requestsOf(log.requests).slice(0, 3)).toMatchObject([
      { segment: 0, requested: 0, finished: 3 },
      { segment: 1, requested: 3, finished: 5.5 },
      { segment: 2, requested: 5.5, finished: 8 },
    ]);
    expect(log.requests.details.slice(0, 2)).toEqual([
      { attempt: 0, processed: 1 },
      { attempt: 0, processed: 0.5 },
    ]);
    expect(Array.from(log.requests.bufferAfter.subarray(0, 2))).toEqual([4, 5.5]);
    expect(statesOf(log)[1]).toEqual([3, "playing", 0]);
  });

  it("took a policy as long as the network did, but for what is said to count", () => {
    const ends = (settings: ProcessingSettings) => {
      const told: number[] = [];
      const listed: number[] = [];
      const policy: Partial<Policy> = {
        onSample: ({ end }, { samples, now }) => {
          told.push(end);
          expect(samples[samples.length - 1]!.end).toBe(end);
          listed.push(now);
        },
      };
      const log = play({ policy: always(0, policy), player: { processing: settings } });
      // It hears of it when it is in the buffer.
      expect(listed.slice(0, 2)).toEqual([3, 5.5]);
      return { told: told.slice(0, 2), detail: log.requests.details[0] };
    };
    expect(ends(processing)).toEqual({ told: [2, 5], detail: { attempt: 0, processed: 1 } });
    expect(ends({ ...processing, sampledShare: 0.75 })).toEqual({
      told: [2.75, 5.375],
      detail: { attempt: 0, processed: 1, sampled: 0.75 },
    });
  });

  it("is worked on for longer where it is larger, at a rate of bits", () => {
    // 4 Mbit at 16 Mbit/s are a quarter of a second more; 8 Mbit are a half.
    const levels = [0, 1];
    const log = play({
      policy: () => ({ name: "listed", decide: ({ segment }) => ({ level: levels[segment.index] ?? 0 }) }),
      player: { processing: { ...processing, rate: 16e6 } },
    });
    expect(requestsOf(log.requests).slice(0, 2)).toMatchObject([
      { segment: 0, requested: 0, finished: 3.25 },
      { segment: 1, level: 1, requested: 3.25, finished: 8.25 },
    ]);
  });

  it("in byte ranges is worked on when the last of them has come", () => {
    const chunks = { size: 1e6, ahead: 100, atOnce: 3 };
    const log = play({ player: { processing }, settings: { downloads: { chunks } } });
    expect(requestsOf(log.requests).slice(0, 2)).toMatchObject([
      { requested: 0, finished: 3 },
      { requested: 3, finished: 5.5 },
    ]);
  });

  it("among several is the first that comes, and the others take their own time beside it", () => {
    const parallel = { most: 2, ahead: [], otherwise: 2 };
    const log = play({ player: { processing }, settings: { downloads: { parallel } } });
    // Both come at 4 s: one is there half a second later, and playback starts with segment 0, at 5 s.
    expect(requestsOf(log.requests).slice(0, 2)).toMatchObject([
      { segment: 1, requested: 0, finished: 4.5 },
      { segment: 0, requested: 0, finished: 5 },
    ]);
    expect(statesOf(log)[1]).toEqual([5, "playing", 0]);
  });
});

describe("while a segment is worked on", () => {
  it("a viewer who leaves cuts it, all of whose bits have come", () => {
    const log = play({ player: { processing }, settings: { viewer: { leaveAt: 2.5 } } });
    expect(log.end).toEqual({ status: "quit", at: 2.5 });
    expect(requestsOf(log.requests)).toEqual([
      { segment: 0, level: 0, requested: 0, finished: 2.5, received: 4e6, outcome: "cut" },
    ]);
  });

  it("a seek to elsewhere cuts it, and what comes next is the first no more", () => {
    const log = play({ player: { processing }, settings: { viewer: { seeks: [{ at: 2.5, to: 20 }] } } });
    expect(requestsOf(log.requests).slice(0, 2)).toEqual([
      { segment: 0, level: 0, requested: 0, finished: 2.5, received: 4e6, outcome: "cut" },
      { segment: 5, level: 0, requested: 2.5, finished: 5, received: 4e6, outcome: "delivered" },
    ]);
    expect(statesOf(log).slice(1, 3)).toEqual([
      [2.5, "starting", 20],
      [5, "playing", 20],
    ]);
  });

  it("a seek that comes earlier leaves the first of them to be the one that comes, wherever it lies", () => {
    const log = play({ player: { processing }, settings: { viewer: { seeks: [{ at: 1, to: 20 }] } } });
    expect(requestsOf(log.requests)[1]).toMatchObject({ segment: 5, requested: 1, finished: 4 });
  });

  it("a seek to what is there lets it be done", () => {
    // Segment 1 has come at 5 s.
    const log = play({ player: { processing }, settings: { viewer: { seeks: [{ at: 5.25, to: 0 }] } } });
    expect(requestsOf(log.requests)[1]).toMatchObject({ segment: 1, finished: 5.5, outcome: "delivered" });
    expect(log.requests.details[1]).toMatchObject({ processed: 0.5 });
  });

  it("no policy can give it up any more", () => {
    const told: number[] = [];
    const log = play({
      policy: always(0, {
        onProgress: (_, { now }) => {
          told.push(now);
          return now >= 2 ? { abandonTo: 1 } : undefined;
        },
      }),
      player: {
        processing: { firstSegment: 3, segment: 0 },
        abandonment: { progressEvery: 0.75, progressBits: 0, afterwards: "forced" },
      },
    });
    expect(told.slice(0, 2)).toEqual([0.75, 1.5]);
    expect(requestsOf(log.requests)[0]).toMatchObject({ level: 0, finished: 5, outcome: "delivered" });
  });

  it("playback may run dry, which is a stall", () => {
    // Segment 1 would come as the buffer runs empty, at 2 + 1 + 4 = 7 s, were it not worked on until 9 s.
    const log = play({
      player: { processing: { firstSegment: 1, segment: 4 } },
    });
    expect(statesOf(log).slice(1, 4)).toEqual([
      [3, "playing", 0],
      [7, "rebuffering", 4],
      [9, "playing", 4],
    ]);
  });
});
