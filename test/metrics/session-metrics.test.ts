import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { walkBuffer } from "../../src/metrics/buffer-corners.js";
import type { PlayedMemory } from "../../src/metrics/played-segments.js";
import { measureSession } from "../../src/metrics/session-metrics.js";
import { policies, settings, traces, videos } from "../support/arbitraries.js";
import { session } from "../support/sessions.js";

const simulated = fc.record({ trace: traces, video: videos, policy: policies, settings });

describe("measureSession", () => {
  it("startup + played + stall + seek make the time watched, which is the length of the session", () => {
    fc.assert(
      fc.property(simulated, (setup) => {
        const log = simulate(setup);
        const { metrics } = measureSession(log, setup.video);
        if (metrics.startup !== undefined)
          expect(metrics.startup + metrics.played + metrics.stall + metrics.seek).toBe(metrics.watched);
        expect(metrics.watched).toBeCloseTo(log.end.at, 6);
      }),
    );
  });

  it("shows no more media than it plays time at normal speed, and none that did not arrive", () => {
    fc.assert(
      fc.property(simulated, (setup) => {
        const log = simulate(setup);
        const { metrics, played } = measureSession(log, setup.video);
        expect(metrics.media).toBeCloseTo(metrics.played, 6);
        expect(played.reduce((sum, { shown }) => sum + shown, 0)).toBeCloseTo(metrics.media, 6);
        expect(metrics.wasted).toBeGreaterThanOrEqual(0);
        expect(metrics.wasted).toBeLessThanOrEqual(metrics.downloaded);
        if (metrics.status === "completed") expect(metrics.wasted).toBe(0);
      }),
    );
  });

  it("keeps the mean buffer between 0 and the maximum plus a segment", () => {
    fc.assert(
      fc.property(simulated, (setup) => {
        const { meanBuffer } = measureSession(simulate(setup), setup.video).metrics;
        if (meanBuffer === undefined) return;
        expect(meanBuffer).toBeGreaterThanOrEqual(0);
        expect(meanBuffer).toBeLessThanOrEqual(
          setup.settings.player.maxBuffer + Math.max(...setup.video.durations),
        );
      }),
    );
  });

  it("averages the buffer over the corners that walkBuffer visits, to the bit", () => {
    fc.assert(
      fc.property(simulated, ({ video, ...setup }) => {
        const log = simulate({ video, ...setup });
        let area = 0;
        let time = 0;
        let level = 0;
        walkBuffer(log, video, (at, buffer) => {
          area += ((level + buffer) / 2) * (at - time);
          time = at;
          level = buffer;
        });
        expect(measureSession(log, video).metrics.meanBuffer).toBe(time > 0 ? area / time : undefined);
      }),
    );
  });

  it("says the same of sessions one after the other in one memory", () => {
    const memory: PlayedMemory = [];
    fc.assert(
      fc.property(simulated, (setup) => {
        const log = simulate(setup);
        const fresh = measureSession(log, setup.video);
        expect(measureSession(log, setup.video, setup.settings, memory)).toEqual(fresh);
        const { played } = measureSession(log, setup.video, setup.settings, memory);
        expect(played).toBe(memory);
      }),
    );
  });

  it("counts switches between segments shown, with their direction and size", () => {
    const { log, video } = session({ levels: [0, 2, 2, 1] });
    const { metrics } = measureSession(log, video);
    expect(metrics).toMatchObject({
      switches: 2,
      upswitches: 1,
      downswitches: 1,
      switchMagnitude: 3e6 + 1e6,
    });
  });

  it("weights the mean bitrate by the time shown", () => {
    const { log, video } = session({ levels: [0, 1], leaveAt: 3.25 });
    // Bitrates 1 and 3 Mbit/s; startup 0.25 s, then 2 s of the first and 1 s of the second.
    const { metrics } = measureSession(log, video);
    expect(metrics.meanBitrate).toBeCloseTo((2 * 1e6 + 1 * 3e6) / 3, 3);
  });
});
