import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergedPauses, viewerPauses, wantsPause } from "../../../src/engine/behaviours/pauses.js";
import { ScriptedSession } from "../../support/scripted-session.js";

const whole = (min: number, max: number) => fc.integer({ min, max });
const pauses = fc.array(fc.record({ at: whole(0, 100), for: whole(1, 30) }), { maxLength: 8 });

describe("mergedPauses", () => {
  it("joins pauses that overlap or touch, and keeps the others", () => {
    expect(
      mergedPauses([
        { at: 5, for: 10 },
        { at: 8, for: 3 },
        { at: 15, for: 2 },
        { at: 30, for: 1 },
      ]),
    ).toEqual([
      { at: 5, for: 12 },
      { at: 30, for: 1 },
    ]);
  });

  it("wants a pause at the same times as those it was made of", () => {
    fc.assert(
      fc.property(pauses, whole(0, 150), (all, now) => {
        expect(wantsPause(mergedPauses(all), now)).toBe(wantsPause(all, now));
      }),
    );
  });
});

describe("viewerPauses", () => {
  it("stops playback for as long as it is said", () => {
    const session = new ScriptedSession();
    viewerPauses([{ at: 10, for: 5 }])(session);
    session.arriveAll();
    session.enter("playing");
    expect(session.runUntil(12).state).toBe("paused");
    expect(session.position()).toBe(10);
    expect(session.runUntil(20).position()).toBe(15);
  });

  it("takes effect during a stall at once, and plays afterwards if media has come", () => {
    const session = new ScriptedSession();
    viewerPauses([{ at: 10, for: 5 }])(session);
    session.script(8, () => session.enter("rebuffering")).script(12, () => session.arriveAll());
    session.runUntil(20);
    expect(session.states).toEqual([
      { at: 8, state: "rebuffering" },
      { at: 10, state: "paused" },
      { at: 15, state: "playing" },
    ]);
  });

  it("goes back to waiting if no media has come", () => {
    const session = new ScriptedSession();
    viewerPauses([{ at: 10, for: 5 }])(session);
    session.script(8, () => session.enter("rebuffering")).runUntil(20);
    expect(session.state).toBe("rebuffering");
  });

  it("leaves playback out of exactly the times of its pauses", () => {
    fc.assert(
      fc.property(pauses, (all) => {
        const session = new ScriptedSession();
        viewerPauses(all)(session);
        session.arriveAll();
        session.enter("playing");
        const paused = Array.from({ length: 90 }, (_, second) => wantsPause(all, second)).filter(Boolean);
        expect(session.runUntil(90).position()).toBeCloseTo(90 - paused.length, 9);
      }),
    );
  });
});
