import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thumbnails } from "../../../src/engine/behaviours/thumbnails.js";
import { type ScriptedParts, ScriptedSession, videoOf } from "../../support/scripted-session.js";

/** Sprites of 50 s: 12 of them in a video of 10 minutes. */
const SETTINGS = {
  interval: 10,
  picturesPerSprite: 5,
  smallestSprite: 1e6,
  largestSprite: 1e6,
  around: 2,
  atOnce: 3,
};

function sessionWith(parts: ScriptedParts, settings: Parameters<typeof thumbnails>[0] = SETTINGS) {
  const session = new ScriptedSession({ video: videoOf(150), ...parts });
  thumbnails(settings)(session);
  return session;
}
const fetched = (session: ScriptedSession) =>
  session.fetches.map(({ at, resource }) => [at, Number(resource.split("/")[1])]);

describe("thumbnails", () => {
  it("fetches those of the beginning at the start, and those around a seek's target", () => {
    const session = sessionWith({ fetchTakes: () => 1 });
    session.script(10, () => session.seek(300, "viewer")).runUntil(20);
    expect(fetched(session)).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [10, 6],
      [10, 7],
      [10, 5],
      [11, 8],
      [11, 4],
    ]);
  });

  it("fetches no sprite twice, be it held, under way or waiting", () => {
    const session = sessionWith({ fetchTakes: () => 5 });
    session.script(1, () => session.seek(60, "viewer")).script(2, () => session.seek(60, "viewer"));
    expect(fetched(session.runUntil(60))).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [5, 3],
    ]);
  });

  it("fetches one that failed again when it is wanted again", () => {
    const session = sessionWith({});
    session.runUntil(1).fetches[0]!.finish("failed");
    session.script(2, () => session.fetches[1]!.finish("delivered")).runUntil(2);
    session.script(3, () => session.seek(0, "viewer")).runUntil(3);
    expect(fetched(session)).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [3, 0],
    ]);
  });

  it("loses those it holds when memory runs low", () => {
    const events = [{ at: 20, what: "low memory", maxBuffer: 10 }] as const;
    const session = sessionWith({ fetchTakes: () => 1, settings: { device: { events } } });
    session.script(10, () => session.seek(0, "viewer")).script(30, () => session.seek(0, "viewer"));
    expect(fetched(session.runUntil(60)).map(([at]) => at)).toEqual([0, 0, 0, 30, 30, 30]);
  });

  it("fetches one file instead, where there is one", () => {
    const session = sessionWith({}, { ...SETTINGS, file: 8e7 });
    session.script(10, () => session.seek(300, "viewer")).runUntil(20);
    expect(session.fetches.map(({ kind, size }) => [kind, size])).toEqual([["thumbnail", 8e7]]);
  });

  it("never has more under way than allowed, and in the end all that were wanted, once", () => {
    const seeks = fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 599 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        seeks,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 3 }),
        (all, atOnce, around) => {
          const session = sessionWith({ fetchTakes: () => 3 }, { ...SETTINGS, atOnce, around });
          for (const [at, to] of all) session.script(at, () => session.seek(to, "viewer"));
          for (let time = 0; time < 200; time++) {
            session.runUntil(time);
            expect(
              session.fetches.filter(({ ended }) => ended.outcome === undefined).length,
            ).toBeLessThanOrEqual(atOnce);
          }
          const looked = [0, ...all.map(([, to]) => Math.floor(to / 50))];
          const wanted = Array.from({ length: 12 }, (_, sprite) => sprite).filter((sprite) =>
            looked.some((each) => Math.abs(each - sprite) <= around),
          );
          const sprites = fetched(session).map(([, sprite]) => sprite!);
          expect(sprites.sort((a, b) => a - b)).toEqual(wanted);
        },
      ),
      { numRuns: 40 },
    );
  });
});
