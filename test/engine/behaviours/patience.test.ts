import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { borne, patience } from "../../../src/engine/behaviours/patience.js";
import { randomStream } from "../../../src/random.js";
import { ScriptedSession } from "../../support/scripted-session.js";

/** When a session was left that plays from 1 s on and stalls at the given times, for the given times. */
function leftAt(
  settings: Parameters<typeof patience>[0],
  stalls: readonly (readonly [at: number, lasts: number])[],
  seed = 1,
): number | undefined {
  const session = new ScriptedSession({ seed });
  patience(settings)(session);
  session.script(1, () => session.enter("playing"));
  for (const [at, lasts] of stalls)
    session.script(at, () => session.enter("rebuffering")).script(at + lasts, () => session.enter("playing"));
  session.runUntil(1000);
  return session.states.find(({ state }) => state === "quit")?.at;
}

describe("borne", () => {
  it("is the sure time where there is no hazard, and a draw beyond it where there is", () => {
    expect(borne(10, undefined, () => 0.5)).toBe(10);
    expect(borne(10, 0.2, () => 0.5)).toBeCloseTo(10 + 5 * Math.LN2, 10);
  });
});

describe("patience", () => {
  it("leaves when one stall lasts too long, whatever those before added up to", () => {
    expect(
      leftAt({ stall: 10 }, [
        [20, 9],
        [40, 9],
        [60, 11],
      ]),
    ).toBe(70);
  });

  it("stays where media comes in the last moment", () => {
    expect(leftAt({ stall: 10 }, [[20, 10]])).toBeUndefined();
  });

  it("bears each stall as long as its own draw says", () => {
    const random = randomStream(3, "patience");
    const first = borne(2, 0.1, random);
    const second = borne(2, 0.1, random);
    const left = leftAt(
      { stall: 2, hazard: 0.1 },
      [
        [20, first * 0.99],
        [500, 400],
      ],
      3,
    );
    expect(left).toBeCloseTo(500 + second, 9);
  });

  it("never leaves at a hazard of zero", () => {
    expect(leftAt({ stall: 2, hazard: 0 }, [[20, 900]])).toBeUndefined();
  });

  it("bears a startup without end, unless it is said how long", () => {
    const slow = (settings: Parameters<typeof patience>[0]) => {
      const session = new ScriptedSession();
      patience(settings)(session);
      return session.runUntil(100).states;
    };
    expect(slow({ stall: 5 })).toEqual([]);
    expect(slow({ stall: 5, startup: 8 })).toEqual([{ at: 8, state: "quit" }]);
  });

  it("takes a pause for the end of a stall, and waiting after a seek for none", () => {
    const session = new ScriptedSession();
    patience({ stall: 10 })(session);
    session
      .script(1, () => session.enter("rebuffering"))
      .script(9, () => session.enter("paused"))
      .script(30, () => session.enter("rebuffering"))
      .script(39, () => session.enter("seeking"))
      .runUntil(100);
    expect(session.state).toBe("seeking");
  });

  it("leaves the first stall that is longer than is borne, at that very time", () => {
    const lengths = fc.array(fc.double({ min: 0.1, max: 20, noNaN: true }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(lengths, fc.integer(), (stalls, seed) => {
        const random = randomStream(seed, "patience");
        const scheduled = stalls.map((lasts, index) => [20 + 40 * index, lasts] as const);
        const bearable = stalls.map(() => borne(3, 0.3, random));
        const fatal = stalls.findIndex((lasts, index) => lasts > bearable[index]!);
        const left = leftAt({ stall: 3, hazard: 0.3 }, scheduled, seed);
        if (fatal === -1) expect(left).toBeUndefined();
        else expect(left).toBeCloseTo(20 + 40 * fatal + bearable[fatal]!, 9);
      }),
    );
  });
});
