import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bufferBySize, maxBufferBySize } from "../../../src/engine/behaviours/buffer-by-size.js";
import { simulate } from "../../../src/engine/simulate.js";
import { traceFromIntervals } from "../../../src/model/trace.js";
import { constant } from "../../../src/policies/index.js";
import { ScriptedSession, videoOf } from "../../support/scripted-session.js";
import { settingsWith } from "../../support/settings.js";

/** 60 MB, as hls.js has it. */
const SIZE = 4.8e8;

describe("maxBufferBySize", () => {
  const settings = { size: SIZE, most: 600 };
  it.each([
    ["as long as the size lasts at the bitrate", { bitrate: 4e6 }, 120],
    ["by the highest bitrate, where it is known", { bitrate: 4e6, peakBitrate: 6e6 }, 80],
    ["no less than the usual maximum", { bitrate: 20e6 }, 30],
    ["no more than the longest", { bitrate: 3e5 }, 600],
  ])("is %s", (_, level, expected) => {
    expect(maxBufferBySize(settings, 30, level)).toBe(expected);
  });

  it("is never more for a higher bitrate", () => {
    const rate = fc.double({ min: 1e4, max: 1e8, noNaN: true });
    fc.assert(
      fc.property(rate, rate, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((bitrate) =>
          maxBufferBySize(settings, 30, { bitrate }),
        );
        expect(high).toBeLessThanOrEqual(low!);
        expect(high).toBeGreaterThanOrEqual(30);
      }),
    );
  });
});

describe("the maximum buffer by size", () => {
  it("follows the level that was asked for last", () => {
    // 1, 3 and 6 Mbit/s.
    const session = new ScriptedSession({ settings: settingsWith({ player: { maxBuffer: 30 } }) });
    bufferBySize({ size: 120e6, most: 100 })(session);
    expect(session.maxBuffer).toBe(30);
    for (const [level, most] of [
      [1, 40],
      [0, 100],
      [2, 30],
    ] as const) {
      session.request(level, level);
      expect(session.maxBuffer).toBe(most);
    }
  });

  it("is stretched and shrunk with the usual one by what happens to the device", () => {
    const events = [{ at: 5, what: "high latency", levelsDown: 0, bufferFactor: 2 }] as const;
    const session = new ScriptedSession({
      settings: { ...settingsWith({ player: { maxBuffer: 30 } }), device: { events } },
    });
    bufferBySize({ size: 120e6, most: 100 })(session);
    session.script(6, () => session.request(0, 2));
    session.runUntil(7);
    expect(session.maxBuffer).toBe(60);
  });

  it("is how much a session fetches ahead", () => {
    const trace = traceFromIntervals({ name: "t", set: "s" }, [{ duration: 60, bandwidth: 12e6 }]);
    const video = videoOf(25);
    const player = { maxBuffer: 12, startupBuffer: 0, bufferLimit: "below" as const };
    const mostBuffered = (settings: object) => {
      const log = simulate({
        ...{ trace, video, policy: constant, options: { level: 1 } },
        settings: settingsWith({ player: { ...player, ...settings } }),
      });
      const { count, bufferBefore } = log.requests;
      return Math.max(...Array.from(bufferBefore).slice(0, count));
    };
    // A segment of 12 Mbit takes a second and lasts four: the buffer grows by three a second, up to where it is held.
    expect(mostBuffered({})).toBeCloseTo(12, 9);
    expect(mostBuffered({ bufferBySize: { size: 60e6, most: 600 } })).toBeCloseTo(20, 9);
    expect(mostBuffered({ bufferBySize: { size: 60e6, most: 16 } })).toBeCloseTo(16, 9);
    expect(mostBuffered({ bufferBySize: { size: 3e6, most: 600 } })).toBeCloseTo(12, 9);
  });
});
