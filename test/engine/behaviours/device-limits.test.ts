import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deviceLimits } from "../../../src/engine/behaviours/device-limits.js";
import type { DeviceSettings } from "../../../src/model/settings/index.js";
import { ScriptedSession } from "../../support/scripted-session.js";

function limited(device: DeviceSettings): ScriptedSession {
  const session = new ScriptedSession({ settings: { device } });
  deviceLimits(device)(session);
  return session;
}

describe("deviceLimits", () => {
  it("caps a slow device at the level that fits it, from the start", () => {
    expect(limited({ maxHeight: 720 }).levelLimits.get("device")).toEqual({ max: 1 });
  });

  it("imposes nothing where nothing is said", () => {
    const session = limited({ battery: 0.5, screenHeight: 360 }).runUntil(10);
    expect(session.levelLimits.size + session.bufferLimits.size).toBe(0);
  });

  it("falls back to standard definition when protected output fails", () => {
    const session = limited({ events: [{ at: 20, what: "hdcp error", maxHeight: 480 }] });
    expect(session.runUntil(19).levelLimits.size).toBe(0);
    expect(session.runUntil(20).levelLimits.get("hdcp error")).toEqual({ max: 0 });
  });

  it("buffers less when memory runs low", () => {
    const session = limited({
      events: [
        { at: 5, what: "low memory", maxBuffer: 12 },
        { at: 6, what: "low memory", maxBuffer: 20 },
      ],
    });
    expect(session.runUntil(10).bufferLimits.get("low memory")).toBe(12);
  });

  it("plays lower than is shown, with a larger buffer, when latency is high", () => {
    const session = limited({ events: [{ at: 5, what: "high latency", levelsDown: 1, bufferFactor: 1.5 }] });
    session.arriveAll(2);
    session.enter("playing");
    session.runUntil(5);
    expect(session.levelLimits.get("high latency")).toEqual({ max: 1 });
    expect(session.maxBuffer).toBe(45);
  });

  it("goes down from the top before anything is shown, and no further than the lowest", () => {
    const event = { at: 5, what: "high latency", bufferFactor: 1 } as const;
    const capAfter = (levelsDown: number) =>
      limited({ events: [{ ...event, levelsDown }] })
        .runUntil(5)
        .levelLimits.get("high latency");
    expect(capAfter(1)).toEqual({ max: 1 });
    expect(capAfter(7)).toEqual({ max: 0 });
  });

  it("never loosens what an earlier event has imposed", () => {
    const at = fc.integer({ min: 0, max: 50 });
    const events = fc.array(
      fc.oneof(
        fc.record({
          at,
          what: fc.constant("hdcp error" as const),
          maxHeight: fc.integer({ min: 100, max: 2000 }),
        }),
        fc.record({
          at,
          what: fc.constant("low memory" as const),
          maxBuffer: fc.integer({ min: 1, max: 60 }),
        }),
        fc.record({
          at,
          what: fc.constant("high latency" as const),
          levelsDown: fc.integer({ min: 0, max: 3 }),
          bufferFactor: fc.constant(2),
        }),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(events, fc.integer({ min: 0, max: 2 }), (all, shown) => {
        const session = limited({ events: [...all].sort((a, b) => a.at - b.at) });
        session.arriveAll(shown);
        session.enter("playing");
        let most = { level: 2, buffer: Number.POSITIVE_INFINITY };
        for (let time = 0; time <= 50; time++) {
          session.runUntil(time);
          const level = Math.min(2, ...[...session.levelLimits.values()].map(({ max }) => max!));
          const buffer = Math.min(Number.POSITIVE_INFINITY, ...session.bufferLimits.values());
          expect(level).toBeLessThanOrEqual(most.level);
          expect(buffer).toBeLessThanOrEqual(most.buffer);
          most = { level, buffer };
        }
      }),
      { numRuns: 50 },
    );
  });
});
