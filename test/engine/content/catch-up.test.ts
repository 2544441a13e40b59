import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catchUpRate } from "../../../src/engine/content/catch-up.js";
import { contentOf } from "../../../src/engine/content/index.js";
import type { CatchUpSettings } from "../../../src/model/settings/index.js";
import { ScriptedSession, videoOf } from "../../support/scripted-session.js";

const sigmoid: CatchUpSettings = { rule: "sigmoid", slowest: 0.5, fastest: 1.5, tolerance: 0, every: 0.5 };
const steps: CatchUpSettings = { rule: "steps", slowest: 0.9, fastest: 1.5, tolerance: 0.1, every: 0.5 };

describe("the catch-up rate", () => {
  it("is dash.js's sigmoid of the drift", () => {
    // 1 - 0.5 + 1 / (1 + 1/e)
    expect(catchUpRate(sigmoid, 0.2)).toBeCloseTo(1.2310585786, 9);
    expect(catchUpRate(sigmoid, -0.2)).toBeCloseTo(0.7689414214, 9);
    expect(catchUpRate(sigmoid, 0)).toBe(1);
    expect(catchUpRate(sigmoid, 100)).toBe(1.5);
    expect(catchUpRate(sigmoid, -1000)).toBe(0.5);
  });

  it("takes each side's own range", () => {
    const lopsided = { ...sigmoid, slowest: 0.9, fastest: 1.04 };
    expect(catchUpRate(lopsided, 0.2)).toBeCloseTo(1 + 0.04 * 0.4621171573, 9);
    expect(catchUpRate(lopsided, -0.2)).toBeCloseTo(1 - 0.1 * 0.4621171573, 9);
  });

  it("is the fastest or the slowest in steps", () => {
    expect(catchUpRate(steps, 0.11)).toBe(1.5);
    expect(catchUpRate(steps, -0.11)).toBe(0.9);
  });

  it("is normal within the tolerance", () => {
    expect(catchUpRate(steps, 0.09)).toBe(1);
    expect(catchUpRate({ ...sigmoid, tolerance: 0.3 }, -0.29)).toBe(1);
  });

  it("stays within its range, and leads towards the target", () => {
    const settings = fc.record({
      rule: fc.constantFrom("sigmoid" as const, "steps" as const),
      slowest: fc.double({ min: 0.1, max: 1, noNaN: true }),
      fastest: fc.double({ min: 1, max: 3, noNaN: true }),
      tolerance: fc.double({ min: 0, max: 1, noNaN: true }),
      every: fc.constant(0.5),
    });
    fc.assert(
      fc.property(settings, fc.double({ min: -500, max: 500, noNaN: true }), (catchUp, drift) => {
        const rate = catchUpRate(catchUp, drift);
        expect(rate).toBeGreaterThanOrEqual((drift < 0 ? catchUp.slowest : 1) - 1e-12);
        expect(rate).toBeLessThanOrEqual((drift > 0 ? catchUp.fastest : 1) + 1e-12);
      }),
    );
  });
});

/** A live session 6 s behind the edge, with all segments there, which starts to play after `startup` seconds. */
function played(catchUp: CatchUpSettings, startup: number) {
  const session = new ScriptedSession({ video: videoOf(100, 2) });
  const content = contentOf({ kind: "live", targetLatency: 6, dvrWindow: 14400, catchUp }, session.video);
  content.behaviour?.(session);
  session.script(startup, () => session.arriveAll());
  session.script(startup, () => session.enter("playing"));
  return { session, latency: () => content.live!.latencyAt(session.now, session.position()) };
}

describe("catch-up", () => {
  it("plays faster until the startup delay is made up, then normally", () => {
    const { session, latency } = played(steps, 2.8);
    session.runUntil(2.9);
    expect(latency()).toBeCloseTo(8.8, 9);
    session.runUntil(20);
    // From the tick at 3 s on, drift falls by 0.5 s a second: at 8.5 s it is 0.05 s, within the tolerance.
    expect(session.rates).toEqual([
      { at: 3, rate: 1.5 },
      { at: 8.5, rate: 1 },
    ]);
    expect(latency()).toBeCloseTo(6.05, 9);
  });

  it("slows down where playback is too near the edge", () => {
    const { session, latency } = played(steps, 0);
    session.script(10.1, () => session.seek(11.1, "viewer"));
    session.runUntil(10.2);
    expect(latency()).toBeCloseTo(5, 9);
    session.runUntil(60);
    // Drift goes from -1 s at 10.5 s to -0.1 s at 19.5 s, but for rounding, and is within the tolerance at 20 s.
    expect(session.rates.map(({ rate }) => rate)).toEqual([0.9, 1]);
    expect(session.rates[0]?.at).toBe(10.5);
    expect(Math.abs(latency() - 6)).toBeLessThanOrEqual(0.1);
  });

  it("settles at the target by the sigmoid", () => {
    const { session, latency } = played(sigmoid, 4);
    session.runUntil(60);
    expect(latency()).toBeCloseTo(6, 1);
    expect(session.playbackRate()).toBeCloseTo(1, 1);
  });

  it("leaves out changes too small to be worth making", () => {
    const { session } = played(sigmoid, 4);
    session.runUntil(60);
    const rates = session.rates.map(({ rate }) => rate);
    expect(rates.length).toBeGreaterThan(1);
    // 0.04 of the most that the rate may differ from normal, 0.5.
    for (let i = 1; i < rates.length; i++)
      expect(Math.abs(rates[i]! - rates[i - 1]!)).toBeGreaterThanOrEqual(0.02);
  });

  it("does nothing while playback stands", () => {
    const { session } = played(steps, 3.3);
    session.script(3.4, () => session.pause());
    session.runUntil(50);
    expect(session.rates).toEqual([]);
  });

  it("waits after a stall until half the target is buffered again", () => {
    const session = new ScriptedSession({ video: videoOf(100, 2) });
    const content = contentOf(
      { kind: "live", targetLatency: 6, dvrWindow: 14400, catchUp: steps },
      session.video,
    );
    content.behaviour?.(session);
    session.arriveAll(0, 0, 4);
    session.enter("playing");
    session.script(10, () => session.enter("rebuffering"));
    session.script(13, () => session.arrive(5, 0));
    session.script(13, () => session.enter("playing"));
    // 3 s late, but with less than 3 s buffered until two more segments have come.
    session.script(14.8, () => session.arriveAll(0, 6, 7));
    session.runUntil(15);
    expect(session.rates).toEqual([{ at: 15, rate: 1.5 }]);
  });

  it("makes up any startup delay, by either rule", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("sigmoid" as const, "steps" as const),
        fc.double({ min: 0, max: 20, noNaN: true }),
        fc.constantFrom(0.1, 0.25, 1),
        (rule, startup, every) => {
          // Within one period the rate may carry playback this far beyond the target.
          const tolerance = every * 0.25;
          const { session, latency } = played(
            { rule, slowest: 0.75, fastest: 1.25, tolerance, every },
            startup,
          );
          session.runUntil(startup + 120);
          expect(Math.abs(latency() - 6)).toBeLessThanOrEqual(tolerance + 1e-6);
        },
      ),
      { numRuns: 30 },
    );
  });
});
