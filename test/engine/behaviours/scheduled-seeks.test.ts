import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scheduledSeeks } from "../../../src/engine/behaviours/scheduled-seeks.js";
import { ScriptedSession } from "../../support/scripted-session.js";

describe("scheduledSeeks", () => {
  it("seeks at its times, from wherever playback is then", () => {
    const session = new ScriptedSession();
    scheduledSeeks([
      { at: 5, to: 60 },
      { at: 9, to: 20 },
    ])(session);
    session
      .script(1, () => {
        session.arriveAll();
        session.enter("playing");
      })
      .runUntil(10);
    expect(session.noted("seek")).toEqual([
      { at: 5, kind: "seek", from: 4, to: 60, by: "viewer" },
      { at: 9, kind: "seek", from: 64, to: 20, by: "viewer" },
    ]);
  });

  it("seeks before the first frame, too", () => {
    const session = new ScriptedSession();
    scheduledSeeks([{ at: 2, to: 40 }])(session);
    expect(session.runUntil(3).position()).toBe(40);
  });

  it("does what is due before the viewer leaves, and no more", () => {
    const seeks = fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 100, noNaN: true }),
        to: fc.double({ min: 0, max: 99, noNaN: true }),
      }),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(seeks, fc.double({ min: 0, max: 100, noNaN: true }), (unsorted, leaveAt) => {
        const sorted = [...unsorted].sort((a, b) => a.at - b.at);
        const session = new ScriptedSession();
        scheduledSeeks(sorted)(session);
        session.script(leaveAt, () => session.leave()).runUntil(200);
        const due = sorted.filter(({ at }) => at < leaveAt);
        expect(session.noted("seek").map(({ at, to }) => ({ at, to }))).toEqual(due);
      }),
    );
  });
});
