import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bufferManager } from "../../../src/engine/behaviours/buffer-manager.js";
import type { BufferManagerSettings, SessionSettings } from "../../../src/model/settings/index.js";
import { ScriptedSession } from "../../support/scripted-session.js";
import { settingsWith } from "../../support/settings.js";

const MANAGER: BufferManagerSettings = {
  every: 1,
  panicLevel: 2,
  minLevel: 10,
  goodLevel: 20,
  target: 24,
  growth: 1.5,
  shrinkage: 0.8,
  holeTolerance: 0.1,
};
const BY = "buffer manager";

/** A session with a maximum buffer of 60 s, and a manager. */
function managed(
  manager: Partial<BufferManagerSettings> = {},
  settings: Partial<SessionSettings> = {},
): ScriptedSession {
  const { player } = settingsWith({ player: { maxBuffer: 60 } });
  const session = new ScriptedSession({ settings: { player, ...settings } });
  bufferManager({ ...MANAGER, ...manager })(session);
  return session;
}

/** Plays from time 0, with this many segments of 4 s. */
function playing(session: ScriptedSession, segments: number): ScriptedSession {
  session.arriveAll(0, 0, segments - 1);
  session.enter("playing");
  return session;
}

describe("bufferManager", () => {
  it("notes health and target as the buffer drains, each when it changes", () => {
    const session = playing(managed(), 6).runUntil(24);
    // 24 s at first; the judgement at t sees 24 - t.
    expect(session.noted("buffer health").map(({ at, health }) => [at, health])).toEqual([
      [1, "excellent"],
      [4, "good"],
      [15, "low"],
      [23, "critical"],
    ]);
    const targets = session
      .noted("buffer target")
      .map(({ at, target }) => [at, Math.round(target * 10) / 10]);
    expect(targets).toEqual([
      [0, 24],
      [1, 19.2],
      [4, 24],
      [15, 36],
    ]);
    expect(session.bufferLimits.get(BY)).toBe(36);
  });

  it("allows the lowest level only while it panics", () => {
    const session = playing(managed(), 2);
    expect(session.runUntil(6).levelLimits.has(BY)).toBe(false);
    expect(session.runUntil(7).levelLimits.get(BY)).toEqual({ max: 0 });
    session.script(7.5, () => session.arriveAll(0, 2, 3));
    expect(session.runUntil(8).levelLimits.has(BY)).toBe(false);
  });

  it("does not judge before the first frame, nor after a seek", () => {
    const session = managed();
    session
      .script(10, () => playing(session, 3))
      .script(12, () => session.seek(80, "viewer"))
      .runUntil(30);
    expect(session.noted("buffer health")).toEqual([{ at: 10, kind: "buffer health", health: "good" }]);
  });

  it("does not take the end of the video for trouble", () => {
    const session = playing(managed(), 25).runUntil(99.5);
    expect(session.noted("buffer health")).toEqual([]);
  });

  it("holds playback in a panic until the least level is there, which is a stall", () => {
    const session = playing(managed({ pauseInPanic: true }), 2);
    session.script(6.5, () => session.request(2, 0));
    for (const [at, segment] of [
      [8.5, 2],
      [9.5, 3],
      [10.5, 4],
    ] as const)
      session.script(at, () => {
        session.arrive(segment, 0);
        session.request(segment + 1, 0);
      });
    session.runUntil(12);
    expect(session.states).toEqual([
      { at: 0, state: "playing" },
      { at: 7, state: "rebuffering" },
      // 1 s was left at 7 s; with two segments more it is 9 s at 9.5 s, and with three 13 s at 10.5 s.
      { at: 11, state: "playing" },
    ]);
  });

  it("does not wait for media that nobody asks for", () => {
    const session = playing(managed({ pauseInPanic: true }), 2).runUntil(8);
    expect(session.states.map(({ state }) => state)).toEqual(["playing", "rebuffering", "playing"]);
  });

  it("leaves it to a viewer who has pressed pause to press play", () => {
    const session = playing(managed({ pauseInPanic: true }), 2);
    session.script(8, () => session.pause()).script(9, () => session.arriveAll(0, 2, 10));
    expect(session.runUntil(17.5).state).toBe("paused");
  });

  it("jumps a hole at which playback has stopped, if nobody fills it", () => {
    const session = playing(managed(), 3);
    session.script(5, () => session.arriveAll(0, 4, 5)).script(12, () => session.enter("rebuffering"));
    session.runUntil(13);
    // The playhead has been at 12 s, the end of segment 2, since 12 s; segment 4 begins at 16 s.
    expect(session.noted("seek")).toEqual([{ at: 12, kind: "seek", from: 12, to: 16, by: "hole" }]);
  });

  it("waits for a segment that is on its way", () => {
    const session = playing(managed(), 3);
    session.script(2, () => session.request(3, 0)).script(5, () => session.arriveAll(0, 4, 5));
    session.script(12, () => session.enter("rebuffering")).runUntil(20);
    expect(session.noted("seek")).toEqual([]);
  });

  it("is fragmented where a later segment has overtaken", () => {
    const session = playing(managed(), 5);
    session.arrive(7, 0);
    session.runUntil(1);
    expect(session.noted("buffer health")).toEqual([{ at: 1, kind: "buffer health", health: "fragmented" }]);
  });

  it("aims higher once latency was found high", () => {
    const events = [{ at: 2.5, what: "high latency", levelsDown: 1, bufferFactor: 1.5 }] as const;
    const session = playing(managed({}, { device: { events } }), 4).runUntil(3);
    expect(session.bufferLimits.get(BY)).toBe(36);
  });

  it("sets no target while a whole film is fetched", () => {
    const content = { kind: "movie", prefetchAbove: 1e7 } as const;
    const session = playing(managed({}, { content }), 4);
    session.measured = { throughput: 2e7 };
    expect(session.runUntil(1).bufferLimits.has(BY)).toBe(false);
    session.measured = { throughput: 5e6 };
    expect(session.runUntil(2).bufferLimits.get(BY)).toBe(24);
  });

  it("keeps its target between the least level and the maximum, whatever comes", () => {
    const arrivals = fc.array(fc.double({ min: 0.1, max: 12, noNaN: true }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(
        arrivals,
        fc.double({ min: 1, max: 4, noNaN: true }),
        fc.boolean(),
        (gaps, growth, pauses) => {
          const session = managed({ growth, pauseInPanic: pauses });
          let time = 0;
          gaps.forEach((gap, segment) => {
            time += gap;
            session.script(time, () => {
              session.arrive(segment, 0);
              session.enter(session.state === "starting" ? "playing" : session.state);
            });
          });
          session.runUntil(time + 20);
          for (const { target } of session.noted("buffer target")) {
            expect(target).toBeGreaterThanOrEqual(10);
            expect(target).toBeLessThanOrEqual(60);
          }
          const healths = session.noted("buffer health").map(({ health }) => health);
          for (let index = 1; index < healths.length; index++)
            expect(healths[index]).not.toBe(healths[index - 1]);
        },
      ),
      { numRuns: 50 },
    );
  });
});
