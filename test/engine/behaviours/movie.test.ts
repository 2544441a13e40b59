import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { movie, prefetchBuffer, prefetchesFilm } from "../../../src/engine/behaviours/movie.js";
import { ScriptedSession, videoOf } from "../../support/scripted-session.js";

/** Document 003, section 3.1: above 10 Mbit/s, within 30 minutes. */
const PREFETCH = { kind: "movie", prefetchAbove: 1e7, prefetchWithin: 1800 } as const;

describe("prefetchesFilm", () => {
  it("needs a throughput above the threshold", () => {
    expect(prefetchesFilm(PREFETCH, 1.1e7)).toBe(true);
    expect(prefetchesFilm(PREFETCH, 1e7)).toBe(false);
    expect(prefetchesFilm(PREFETCH, undefined)).toBe(false);
    expect(prefetchesFilm({ kind: "movie" }, 1e9)).toBe(false);
  });
});

describe("prefetchBuffer", () => {
  it("grows by 3 s with each second played for a film of two hours in half an hour", () => {
    expect(prefetchBuffer(PREFETCH, 7200, 60, 0)).toBe(60);
    expect(prefetchBuffer(PREFETCH, 7200, 60, 100)).toBe(360);
  });

  it("has room for all that is left when the time is over", () => {
    expect(prefetchBuffer(PREFETCH, 7200, 60, 1800)).toBeGreaterThanOrEqual(7200 - 1800);
  });

  it("is the whole film at once where no time is said, and as usual for a film shorter than the time", () => {
    expect(prefetchBuffer({ kind: "movie", prefetchAbove: 1e7 }, 7200, 60, 0)).toBe(7200);
    expect(prefetchBuffer(PREFETCH, 1200, 60, 500)).toBe(60);
  });

  it("never falls as playback goes on, nor below the usual maximum", () => {
    const seconds = fc.double({ min: 0, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(seconds, seconds, seconds, fc.double({ min: 1, max: 100, noNaN: true }), (...drawn) => {
        const [a, b, duration, usual] = drawn;
        const early = prefetchBuffer(PREFETCH, duration, usual, Math.min(a, b));
        expect(early).toBeGreaterThanOrEqual(usual);
        expect(prefetchBuffer(PREFETCH, duration, usual, Math.max(a, b))).toBeGreaterThanOrEqual(early);
      }),
    );
  });
});

describe("movie", () => {
  const requested = (session: ScriptedSession, levels: readonly number[]) => {
    for (const [segment, level] of levels.entries()) session.request(segment, level);
  };

  it("pins the level with the last switch allowed", () => {
    const session = new ScriptedSession();
    movie({ kind: "movie", mostSwitches: 2 })(session);
    requested(session, [0, 0, 1]);
    expect(session.levelLimits.size).toBe(0);
    session.request(3, 2);
    expect(session.levelLimits.get("movie")).toEqual({ min: 2, max: 2 });
  });

  it("counts a segment that is asked for again by its last level", () => {
    const session = new ScriptedSession();
    movie({ kind: "movie", mostSwitches: 2 })(session);
    session.request(0, 0);
    // Asked for at level 1, given up, and asked for at level 0: no switch.
    session.request(1, 1);
    session.request(1, 0);
    session.request(2, 1);
    expect(session.levelLimits.size).toBe(0);
    session.request(3, 2);
    expect(session.levelLimits.get("movie")).toEqual({ min: 2, max: 2 });
  });

  it("stays pinned where it was, whatever stricter limits make of it later", () => {
    const session = new ScriptedSession();
    movie({ kind: "movie", mostSwitches: 1 })(session);
    requested(session, [1, 2, 0, 0]);
    expect(session.levelLimits.get("movie")).toEqual({ min: 2, max: 2 });
  });

  it("pins the first level where none is allowed", () => {
    const session = new ScriptedSession();
    movie({ kind: "movie", mostSwitches: 0 })(session);
    session.request(0, 1);
    expect(session.levelLimits.get("movie")).toEqual({ min: 1, max: 1 });
  });

  it("lets a player that obeys make exactly as many switches as it is allowed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 10 }),
        (wishes, most) => {
          const session = new ScriptedSession({ video: videoOf(60) });
          movie({ kind: "movie", mostSwitches: most })(session);
          const changes = (levels: readonly number[]) =>
            levels.filter((level, index) => index > 0 && level !== levels[index - 1]).length;
          const played = wishes.map((wish, segment) => {
            const { min = 0, max = 2 } = session.levelLimits.get("movie") ?? {};
            const level = Math.min(Math.max(wish, min), max);
            session.request(segment, level);
            return level;
          });
          expect(changes(played)).toBe(Math.min(most, changes(wishes)));
        },
      ),
    );
  });

  it("lifts the maximum buffer while the link is fast, by what was played since it was first", () => {
    const session = new ScriptedSession({ video: videoOf(1800) });
    movie(PREFETCH)(session);
    const arrive = (time: number, segment: number, throughput: number) =>
      session.script(time, () => {
        session.measured = { throughput };
        session.arrive(segment, 0);
      });
    session.arriveAll(0, 0, 99);
    session.enter("playing");
    arrive(10, 100, 2e7);
    arrive(30, 101, 2e7);
    arrive(40, 102, 9e6);
    arrive(50, 103, 2e7);
    // The usual maximum is 30 s; fast since 10 s of media.
    expect(session.runUntil(10).maxBuffer).toBe(30);
    expect(session.runUntil(30).maxBuffer).toBe(90);
    expect(session.runUntil(40).maxBuffer).toBe(30);
    expect(session.runUntil(50).maxBuffer).toBe(150);
  });

  it("counts from where a seek led", () => {
    const session = new ScriptedSession({ video: videoOf(1800) });
    movie(PREFETCH)(session);
    session.arriveAll(0, 0, 500);
    session.enter("playing");
    session.measured = { throughput: 2e7 };
    session
      .script(10, () => session.arrive(501, 0))
      .script(20, () => session.seek(1000, "viewer"))
      .script(30, () => session.arrive(502, 0));
    expect(session.runUntil(30).maxBuffer).toBe(60);
  });
});
