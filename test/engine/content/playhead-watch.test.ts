import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { watchPlayhead } from "../../../src/engine/content/playhead-watch.js";
import { ScriptedSession } from "../../support/scripted-session.js";

/** A session of 100 s, all there, and the times at which its playhead came to each of some media times. */
function watched(marks: readonly number[]) {
  const session = new ScriptedSession();
  session.arriveAll();
  const reached: number[] = [];
  watchPlayhead(
    session,
    () => marks[reached.length],
    () => reached.push(session.now),
  );
  return { session, reached };
}

describe("watching the playhead", () => {
  it("counts from when playback starts, stops with it, and goes by its rate", () => {
    const { session, reached } = watched([0, 10, 20]);
    session.script(3, () => session.enter("playing"));
    session.script(8, () => session.enter("rebuffering"));
    session.script(10, () => session.enter("playing"));
    session.runUntil(16);
    session.setPlaybackRate(2);
    // The rate is the session's own matter: what watches hears of it with the next change of state.
    session.pause();
    session.resume();
    session.runUntil(30);
    expect(reached).toHaveLength(3);
    for (const [index, time] of [0, 15, 20.5].entries()) expect(reached[index]).toBeCloseTo(time, 8);
  });

  it("takes seeks for what they are", () => {
    const { session, reached } = watched([50, 60, 70]);
    session.enter("playing");
    session.script(5, () => session.seek(65, "viewer"));
    session.script(6, () => session.seek(40, "viewer"));
    session.runUntil(35);
    expect(reached.slice(0, 2)).toEqual([5, 5]);
    expect(reached).toHaveLength(2);
    session.runUntil(37);
    expect(reached[2]).toBeCloseTo(36, 8);
  });

  it("comes before the playhead does, by no more than a rounding error, however often playback stops", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 99, noNaN: true }),
        fc.array(fc.double({ min: 0.01, max: 20, noNaN: true }), { maxLength: 8 }),
        (mark, holds) => {
          const session = new ScriptedSession();
          const positions: number[] = [];
          session.arriveAll();
          watchPlayhead(
            session,
            () => (positions.length === 0 ? mark : undefined),
            () => positions.push(session.position()),
          );
          session.enter("playing");
          let time = 0;
          for (const [index, hold] of holds.entries()) {
            time += hold;
            session.script(time, () => session.enter(index % 2 === 0 ? "rebuffering" : "playing"));
          }
          session.script(time, () => session.enter("playing"));
          session.runUntil(time + 100);
          expect(positions).toHaveLength(1);
          expect(positions[0]).toBeLessThan(mark);
          expect(positions[0]).toBeGreaterThan(mark - 1e-8);
        },
      ),
      { numRuns: 50 },
    );
  });
});
