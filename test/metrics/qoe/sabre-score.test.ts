import { describe, expect, it } from "vitest";
import { sabreScore } from "../../../src/metrics/qoe/sabre-score.js";
import { measureSession } from "../../../src/metrics/session-metrics.js";
import { session } from "../../support/sessions.js";

function score(parts: Parameters<typeof session>[0]) {
  const { log, video } = session(parts);
  return sabreScore.score({ ...measureSession(log, video), log, video });
}

describe("sabre-score", () => {
  it("is the log of the bitrate over time, less 5 for each share of time stalled", () => {
    // Levels 0, 1, 0 of 1, 3 and more Mbit/s, 2 s each; startup 2 s, 6 s of stalls: 14 s in all.
    const stalling = {
      levels: [0, 1, 0],
      intervals: [
        { duration: 2, bandwidth: 1e6 },
        { duration: 5, bandwidth: 0 },
        { duration: 4, bandwidth: 2e6 },
      ],
    };
    const { log, video } = session(stalling);
    const { metrics } = measureSession(log, video);
    expect([video.segmentDuration, metrics.startup, metrics.stall, metrics.watched]).toEqual([2, 2, 6, 14]);
    const ratio = video.levels[1]!.bitrate / video.levels[0]!.bitrate;
    expect(score(stalling)).toBeCloseTo((2 * Math.log(ratio) - 5 * 6) / 14, 9);
  });

  it("is 0 at the lowest level without stalls", () => {
    expect(score({ levels: [0, 0, 0] })).toBeCloseTo(0, 12);
  });

  it("counts a segment shown in part by the part", () => {
    const { log, video } = session({ levels: [1, 1], leaveAt: 1.75 });
    const { metrics } = measureSession(log, video);
    const utility = metrics.media * Math.log(video.levels[1]!.bitrate / video.levels[0]!.bitrate);
    expect(metrics.media).toBeLessThan(2 * video.segmentDuration);
    expect(score({ levels: [1, 1], leaveAt: 1.75 })).toBeCloseTo(utility / 1.75, 9);
  });

  it("has no answer if playback never started", () => {
    expect(score({ levels: [0, 0], leaveAt: 0.1 })).toBeUndefined();
  });

  it("says why it is no sum over segments", () => {
    expect(sabreScore.additivity).toMatchObject({ kind: "not additive" });
  });
});
