import { describe, expect, it } from "vitest";
import { composite } from "../../../src/metrics/qoe/composite.js";
import { findQoeModel, QOE_MODELS } from "../../../src/metrics/qoe/index.js";
import { linear } from "../../../src/metrics/qoe/linear.js";
import { measureSession } from "../../../src/metrics/session-metrics.js";
import type { QoeModel } from "../../../src/model/metrics.js";
import { logOf, threeLevels } from "../../support/logs.js";
import { session } from "../../support/sessions.js";

function score(model: QoeModel, parts: Parameters<typeof session>[0]) {
  const { log, video } = session(parts);
  return model.score({ ...measureSession(log, video), log, video });
}

const stalling = {
  levels: [0, 1, 0],
  intervals: [
    { duration: 2, bandwidth: 1e6 },
    { duration: 5, bandwidth: 0 },
    { duration: 4, bandwidth: 2e6 },
  ],
};

describe("composite", () => {
  it("adds startup, stalls, bitrate and switches as document 003 weighs them", () => {
    // Startup 0.25 s, no stall, no switch, 1 Mbit/s:
    // 0.2 (100 - 250/30) + 30 + 20 + 0.2 (1000/250) + 10
    expect(score(composite, { levels: [0, 0, 0] })).toBeCloseTo(
      0.2 * (100 - 250 / 30) + 30 + 20 + 0.8 + 10,
      9,
    );
  });

  it("stalls of more than a tenth of the playing time cost more than their share, down to 0 in all", () => {
    // Startup 2 s, stall 6 s of 6 s played: 0.3 (100 - 1000) = -270.
    expect(score(composite, stalling)).toBe(0);
  });

  it("caps what startup, stalls and switches cost, and the whole at 100", () => {
    const { log, video } = session({ levels: [0] });
    const { metrics, played } = measureSession(log, video);
    const perfect = {
      ...metrics,
      startup: 0,
      stall: 0,
      stallCount: 0,
      played: 100,
      meanBitrate: 25e6,
      switches: 0,
    };
    const scoreOf = (worse: Partial<typeof perfect>) =>
      composite.score({ metrics: { ...perfect, ...worse }, played, log, video });
    expect(scoreOf({})).toBe(100);
    expect(scoreOf({ meanBitrate: 50e6 })).toBe(100);
    expect(scoreOf({ startup: 9 })).toBeCloseTo(80, 9);
    expect(scoreOf({ stallCount: 30 })).toBeCloseTo(80, 9);
    expect(scoreOf({ switches: 60 })).toBeCloseTo(90, 9);
    expect(scoreOf({ played: 0 })).toBeUndefined();
  });

  it("has no answer if playback never started", () => {
    expect(score(composite, { levels: [0, 0], leaveAt: 0.1 })).toBeUndefined();
  });
});

describe("linear", () => {
  it("is bitrates less 4.3 a second stalled less changes, in Mbit/s; startup is free", () => {
    expect(score(linear, stalling)).toBeCloseTo(1 + 3 + 1 - 4.3 * 6 - (2 + 2), 9);
    expect(score(linear, { levels: [0, 0, 0] })).toBeCloseTo(3, 9);
  });

  it("counts a segment shown in part as one", () => {
    expect(score(linear, { levels: [0, 0, 0], leaveAt: 2.75 })).toBeCloseTo(2, 9);
  });

  it("has no answer if playback never started", () => {
    expect(score(linear, { levels: [0, 0], leaveAt: 0.1 })).toBeUndefined();
  });
});

describe("models, where the viewer seeks and the speed is not 1", () => {
  // Half of the first segment at 1.25, and after a seek back of 1 s wait, all of it in a better copy.
  const log = logOf({
    states: [
      ["starting", 0, 0, 1.25],
      ["playing", 0.3, 0, 1.25],
      ["seeking", 1.1, 0, 1.25],
      ["playing", 2.1, 0, 1.25],
      ["rebuffering", 3.7, 2, 1.25],
      ["quit", 3.8, 2],
    ],
    requests: [
      { segment: 0, finished: 0.3 },
      { segment: 0, level: 2, requested: 1.1, finished: 2.1 },
    ],
    events: [{ at: 1.1, kind: "seek", from: 1, to: 0, by: "viewer" }],
  });
  const video = threeLevels(5);
  const input = { ...measureSession(log, video), log, video };

  it("linear sums over what was shown, twice what was shown twice, and charges no seek", () => {
    expect(linear.score(input)).toBeCloseTo(1 + 4 - 4.3 * 0.1 - 3, 9);
  });

  it("composite takes stalls by the time playing, and bitrate by the media shown", () => {
    const bitrate = (1 * 1000 + 2 * 4000) / 3;
    expect(composite.score(input)).toBeCloseTo(
      0.2 * (100 - 10) + 0.3 * (100 - 1000 * (0.1 / 2.4)) + 0.2 * 90 + 0.2 * (bitrate / 250) + 0.1 * 95,
      9,
    );
  });
});

describe("QOE_MODELS", () => {
  it("are found by name, each with unit and citation, and each says whether it is a sum", () => {
    for (const model of QOE_MODELS) {
      expect(findQoeModel(model.name)).toBe(model);
      expect(model.unit).not.toBe("");
      expect(model.citation).toMatch(/\d/);
      expect(model.additivity).toBeDefined();
    }
    expect(findQoeModel("none")).toBeUndefined();
  });
});
