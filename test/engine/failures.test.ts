import { describe, expect, it } from "vitest";
import type { RequestSettings } from "../../src/model/settings/index.js";
import { always, play, requestsOf, statesOf } from "../support/plain.js";

const retry = { retries: 1, initialDelay: 1, maxDelay: 1, factor: 2, jitter: 0 };

describe("a segment that cannot be had", () => {
  const failing = (requests: RequestSettings, where: object = {}) =>
    play({
      policy: always(2),
      settings: { requests, faults: [{ what: 503, at: 0, for: 1e6, where }] },
    });

  it("is tried again, then had at a lower level, by the chain", () => {
    const log = failing({ retry, fallback: ["lower quality"] }, { level: 2 });
    expect(requestsOf(log.requests).slice(0, 3)).toEqual([
      { segment: 0, level: 2, requested: 0, finished: 0, received: 0, outcome: "failed" },
      { segment: 0, level: 2, requested: 1, finished: 1, received: 0, outcome: "failed" },
      { segment: 0, level: 1, requested: 1, finished: 5, received: 8e6, outcome: "delivered" },
    ]);
    expect(log.requests.details[1]).toEqual({ attempt: 1, problem: "503" });
    expect(log.events[0]).toEqual({ at: 1, kind: "fallback", step: "lower quality" });
  });

  it("is had at a lower level, which no policy gives up for the one that failed", () => {
    const told: number[] = [];
    const steadfast = always(2, {
      onProgress: ({ level }) => {
        told.push(level);
        return level === 2 ? undefined : { abandonTo: 2 };
      },
    });
    const log = play({
      policy: steadfast,
      player: { abandonment: { progressEvery: 1, progressBits: 0, afterwards: "asked" } },
      settings: {
        requests: { fallback: ["lower quality"] },
        faults: [{ what: 503, at: 0, for: 1e6, where: { level: 2 } }],
      },
    });
    expect(requestsOf(log.requests).slice(0, 2)).toMatchObject([
      { segment: 0, level: 2, outcome: "failed" },
      { segment: 0, level: 1, requested: 0, finished: 4, outcome: "delivered" },
    ]);
    expect(told.slice(0, 3)).toEqual([1, 1, 1]);
    expect(log.end.status).toBe("completed");
  });

  it("is had at a lower level, which a policy may give up for one lower still", () => {
    const log = play({
      policy: always(2, { onProgress: ({ level }) => (level > 0 ? { abandonTo: 0 } : undefined) }),
      player: { abandonment: { progressEvery: 1, progressBits: 0, afterwards: "forced" } },
      settings: {
        requests: { fallback: ["lower quality"] },
        faults: [{ what: 503, at: 0, for: 1e6, where: { level: 2 } }],
      },
    });
    expect(requestsOf(log.requests).slice(1, 3)).toMatchObject([
      { segment: 0, level: 1, finished: 1, outcome: "abandoned" },
      { segment: 0, level: 0, requested: 1, finished: 3, outcome: "delivered" },
    ]);
  });

  it("keeps its level, and those above, from being asked for again for a while", () => {
    // A segment of level 1 takes 4 s, of level 2 more: level 2 fails until 5 s, and is left alone until 10 s.
    const log = play({
      policy: always(2),
      settings: {
        requests: { fallback: ["lower quality"], levelPenalty: 10 },
        faults: [{ what: 503, at: 0, for: 5, where: { level: 2 } }],
      },
    });
    const asked = requestsOf(log.requests).map(({ level, requested, outcome }) => [
      level,
      requested,
      outcome,
    ]);
    expect(asked.slice(0, 4)).toEqual([
      [2, 0, "failed"],
      [1, 0, "delivered"],
      [1, 4, "delivered"],
      [1, 8, "delivered"],
    ]);
    expect(asked.slice(4).every(([level, requested]) => level === 2 && Number(requested) >= 10)).toBe(true);
    expect(log.events.filter(({ kind }) => kind === "level limit")).toEqual([
      { at: 0, kind: "level limit", by: "failed requests", max: 1 },
      { at: 10, kind: "level limit", by: "failed requests" },
    ]);
  });

  it("is played from the device as long as that has any, and then playback ends starved", () => {
    const log = failing({ fallback: ["offline"], offlineMedia: 8 });
    expect(statesOf(log)).toEqual([
      [0, "starting", 0],
      [0, "playing", 0],
      [8, "rebuffering", 8],
    ]);
    expect(log.end).toEqual({ status: "starved", at: 8 });
  });

  it("is replaced by the emergency stream, which has a bitrate of its own", () => {
    const log = failing({ fallback: ["emergency stream"], emergencyBitrate: 0.5e6 }, { level: 2 });
    expect(requestsOf(log.requests)[1]).toMatchObject({ segment: 0, level: 0, finished: 1, received: 2e6 });
  });

  it("ends the session as starved at once, where nothing has played and nothing is left to try", () => {
    expect(failing({ retry }).end).toEqual({ status: "starved", at: 1 });
  });

  it("ends it in bounded time where no answer ever comes", () => {
    const log = play({ settings: { faults: [{ what: "no answer", at: 0, for: 1e6 }] } });
    expect(log.end).toEqual({ status: "starved", at: 600 });
    expect(log.requests.count).toBe(1);
  });
});

describe("a timeout", () => {
  it("gives the attempt up, and the next begins after the delay", () => {
    const log = play({
      settings: {
        requests: { timeout: 1.5, retry: { ...retry, retries: 3 } },
        faults: [{ what: "slow", rateShare: 0.1, at: 0, for: 2 }],
      },
    });
    // 0.2 Mbit/s bring 0.3 Mbit by 1.5 s; from 2.5 s on the link is whole, and too slow still.
    expect(requestsOf(log.requests)[0]).toMatchObject({ finished: 1.5, outcome: "failed" });
    expect(requestsOf(log.requests)[0]!.received).toBeCloseTo(0.3e6, 3);
    expect(requestsOf(log.requests)[1]).toMatchObject({ requested: 2.5, finished: 4, received: 3e6 });
    expect(log.requests.details[1]).toEqual({ attempt: 1, problem: "timeout" });
    expect(log.end).toMatchObject({ status: "starved" });
  });
});
