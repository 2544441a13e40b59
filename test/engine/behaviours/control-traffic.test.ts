import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { controlTraffic } from "../../../src/engine/behaviours/control-traffic.js";
import { ScriptedSession } from "../../support/scripted-session.js";

describe("controlTraffic", () => {
  it("sends a command after each period, whether or not the last has come through", () => {
    const session = new ScriptedSession();
    controlTraffic({ every: 2, size: 8000, priority: true })(session);
    session.runUntil(7);
    expect(
      session.fetches.map(({ at, kind, size, urgent, resource }) => [at, kind, size, urgent, resource]),
    ).toEqual([
      [2, "control", 8000, true, "control/0"],
      [4, "control", 8000, true, "control/1"],
      [6, "control", 8000, true, "control/2"],
    ]);
  });

  it("sends no more where a hundred have not come through, until one has", () => {
    const session = new ScriptedSession();
    controlTraffic({ every: 1, size: 8000, priority: true })(session);
    session.script(200.5, () => session.fetches[0]!.finish("failed")).runUntil(202);
    expect(session.fetches).toHaveLength(101);
    expect(session.fetches.at(-1)).toMatchObject({ at: 201, resource: "control/200" });
  });

  it("does not pass media without priority, and stops when the session ends", () => {
    const session = new ScriptedSession();
    controlTraffic({ every: 1, size: 8000, priority: false })(session);
    session.script(2.5, () => session.leave()).runUntil(10);
    expect(session.fetches.map(({ at, urgent }) => [at, urgent])).toEqual([
      [1, false],
      [2, false],
    ]);
  });

  it("keeps its beat to the last bit, without drift", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 3, noNaN: true }), (every) => {
        const session = new ScriptedSession();
        controlTraffic({ every, size: 1, priority: true })(session);
        session.runUntil(every * 100.5);
        expect(session.fetches.map(({ at }) => at)).toEqual(
          Array.from({ length: 100 }, (_, index) => (index + 1) * every),
        );
      }),
    );
  });
});
