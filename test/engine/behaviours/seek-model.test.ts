import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSeek, landing, randomSeeks } from "../../../src/engine/behaviours/seek-model.js";
import { randomStream } from "../../../src/random.js";
import { ScriptedSession, videoOf } from "../../support/scripted-session.js";

const MODEL = { perHour: 120, farthest: 60, forwards: 0.7 };
const HOUR = videoOf(900);

describe("drawSeek", () => {
  it("turns three numbers of the stream into gap, direction and share", () => {
    const numbers = [0.5, 0.69, 0.25];
    const seek = drawSeek(MODEL, () => numbers.shift()!);
    expect(seek.after).toBeCloseTo(30 * Math.LN2, 10);
    expect(seek).toMatchObject({ forwards: true, share: 0.25 });
    expect(numbers).toEqual([]);
  });
});

describe("landing", () => {
  it("is a share of the farthest distance from where playback is", () => {
    expect(landing({ after: 0, forwards: true, share: 0.25 }, 100, 60, 3600)).toBe(115);
    expect(landing({ after: 0, forwards: false, share: 0.25 }, 100, 60, 3600)).toBe(85);
  });

  it("is a share of what is left where the video ends before that", () => {
    expect(landing({ after: 0, forwards: true, share: 0.5 }, 90, 60, 100)).toBe(95);
    expect(landing({ after: 0, forwards: false, share: 0.5 }, 10, 60, 100)).toBe(5);
  });

  it("never leaves the video, nor goes beyond the farthest", () => {
    const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.boolean(), share, share, fc.double({ min: 1, max: 1e4, noNaN: true }), (...drawn) => {
        const [forwards, moved, at, duration] = drawn;
        const from = at * duration;
        const to = landing({ after: 0, forwards, share: moved }, from, 60, duration);
        expect(to).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(duration);
        expect(Math.abs(to - from)).toBeLessThanOrEqual(60);
      }),
    );
  });
});

describe("randomSeeks", () => {
  const first = drawSeek(MODEL, randomStream(1, "seeks"));

  it("counts playing time only: what a stall takes comes on top", () => {
    const session = new ScriptedSession({ video: HOUR });
    randomSeeks(MODEL)(session);
    const half = first.after / 2;
    session
      .script(3, () => {
        session.arriveAll();
        session.enter("playing");
      })
      .script(3 + half, () => session.enter("rebuffering"))
      .script(20 + half, () => session.enter("playing"))
      .runUntil(21 + first.after);
    const [seek] = session.noted("seek");
    expect(seek!.at).toBeCloseTo(20 + first.after, 9);
    expect(seek!.from).toBeCloseTo(first.after, 9);
    expect(seek!.to).toBeCloseTo(landing(first, first.after, 60, 3600), 9);
  });

  it("goes on after a seek into what is buffered, which does not stop playback", () => {
    const session = new ScriptedSession({ video: HOUR });
    randomSeeks(MODEL)(session);
    session.arriveAll();
    session.enter("playing");
    session.runUntil(1200);
    // 120 an hour, over a third of one: 40 expected, with a standard deviation of 6.3.
    expect(session.noted("seek").length).toBeGreaterThan(20);
    expect(session.noted("seek").length).toBeLessThan(60);
  });

  it("makes the n-th seek after the same time of playing, however playback was interrupted", () => {
    const stalls = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.integer(), stalls, (seed, gaps) => {
        const session = new ScriptedSession({ video: HOUR, seed });
        randomSeeks(MODEL)(session);
        session.arriveAll();
        session.enter("playing");
        const played: number[] = [];
        let stalledFor = 0;
        let time = 0;
        session.listen({ sought: () => played.push(session.now - stalledFor) });
        for (const [playing, stalled] of gaps) {
          session.script(time + playing, () => session.enter("rebuffering"));
          time += playing + stalled;
          session.script(time, () => {
            stalledFor += stalled;
            session.enter("playing");
          });
        }
        session.runUntil(time + 60);
        const random = randomStream(seed, "seeks");
        let expected = 0;
        for (const at of played) {
          expected += drawSeek(MODEL, random).after;
          expect(at).toBeCloseTo(expected, 6);
        }
      }),
    );
  });

  it("does nothing at a rate of zero", () => {
    const session = new ScriptedSession({ video: HOUR });
    randomSeeks({ ...MODEL, perHour: 0 })(session);
    session.arriveAll();
    session.enter("playing");
    expect(session.runUntil(3000).noted("seek")).toEqual([]);
  });
});
