import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Agenda, PRIORITY } from "../../../src/engine/agenda.js";
import { PatienceWatch } from "../../../src/engine/player/patience-watch.js";
import { SessionClock } from "../../../src/engine/session-clock.js";

/** A watch of 10 s on which things are done at given times: when patience was over. */
function overAt(script: readonly (readonly [at: number, what: (watch: PatienceWatch) => void])[]): number[] {
  const agenda = new Agenda();
  const times: number[] = [];
  const watch = new PatienceWatch(new SessionClock(agenda, 0), 10, () => times.push(agenda.now));
  for (const [at, what] of script) agenda.at(at, PRIORITY.behaviour, () => what(watch));
  while (agenda.step());
  return times;
}

describe("PatienceWatch", () => {
  it("is over after so long, counted from the first time that something is waited for", () => {
    expect(
      overAt([
        [1, (watch) => watch.wait()],
        [5, (watch) => watch.wait()],
      ]),
    ).toEqual([11]);
  });

  it("begins anew when something has come and more is waited for, and not when that was all", () => {
    expect(
      overAt([
        [1, (watch) => watch.wait()],
        [5, (watch) => watch.came(true)],
      ]),
    ).toEqual([15]);
    expect(
      overAt([
        [1, (watch) => watch.wait()],
        [5, (watch) => watch.came(false)],
      ]),
    ).toEqual([]);
  });

  it("does not count the time during which it stands still", () => {
    expect(
      overAt([
        [1, (watch) => watch.wait()],
        [4, (watch) => watch.stand(true)],
        [20, (watch) => watch.stand(false)],
      ]),
    ).toEqual([27]);
  });

  it("counts the time between, however often it stands still", () => {
    const spells = fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 50 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(spells, (all) => {
        let at = 0;
        let counted = 0;
        let expected: number | undefined;
        const script: [number, (watch: PatienceWatch) => void][] = [[0, (watch) => watch.wait()]];
        for (const [runs, stands] of all) {
          if (expected === undefined && counted + runs >= 10) expected = at + 10 - counted;
          counted += runs;
          at += runs;
          script.push([at, (watch) => watch.stand(true)]);
          at += stands;
          script.push([at, (watch) => watch.stand(false)]);
        }
        expect(overAt(script)[0]).toBe(expected ?? at + 10 - counted);
      }),
    );
  });
});
