import { describe, expect, it } from "vitest";
import { following } from "../../../src/engine/optimum/index.js";
import { createWorkspace, simulate } from "../../../src/engine/simulate.js";
import { optimum } from "../../../src/experiment/optimal/optimum.js";
import { QOE_MODELS } from "../../../src/metrics/qoe/index.js";
import { measureSession } from "../../../src/metrics/session-metrics.js";
import type { QoeModel } from "../../../src/model/metrics.js";
import { type Video, videoFromSegments } from "../../../src/model/video.js";
import { videoOf } from "../../metrics/qoe/shown.js";
import { plainTrace } from "../../support/plain.js";

const LADDER = [300, 1200, 4300];
const SEGMENTS = 6;
const SETTINGS = {
  player: { startupBuffer: 2, resumeBuffer: 2, maxBuffer: 8, starvedAfter: 600 },
  network: {},
  viewer: {},
};
const TRACES = [
  plainTrace(1.5),
  plainTrace([
    [3, 6],
    [5, 0.4],
    [6, 2.5],
  ]),
];

/** Segments that look better or worse than their neighbours, at all levels or at one. */
const measured = videoOf(LADDER, SEGMENTS, {
  vmaf: rows((segment, level) => 30 + 25 * level + 9 * ((segment * 5) % 3) - 4 * ((segment + level) % 2)),
  ssim: rows((segment, level) => 1 - 0.1 / (1 + 4 * level + ((segment * 7) % 4))),
});

function rows(value: (segment: number, level: number) => number): Float64Array[] {
  return Array.from({ length: SEGMENTS }, (_, segment) =>
    Float64Array.from(LADDER, (_, level) => value(segment, level)),
  );
}

const additive = QOE_MODELS.filter(({ additivity }) => additivity?.kind === "additive");

describe.each(additive.map((model) => [model.name, model] as const))("the optimum by %s", (_, model) => {
  it.each(TRACES.map((trace) => [trace]))("is the best of all sequences of levels", (trace) => {
    const setup = { trace, video: measured, settings: SETTINGS };
    const best = optimum({ ...setup, qoe: model });
    if (best.kind !== "found") throw new Error(best.kind);
    const exhaustive = bestOfAll(setup, model);
    expect(best.lower).toBeCloseTo(exhaustive, 6);
    expect(best.upper).toBeGreaterThanOrEqual(exhaustive - 1e-6 * Math.abs(exhaustive));
  });
});

it("is not to be had by a model that has no answer for the video", () => {
  const video = videoFromSegments({ ...videoOf([230, 331], SEGMENTS), name: "other" });
  expect(optimum({ trace: TRACES[0]!, video, settings: SETTINGS, qoe: "hd" })).toEqual({
    kind: "outside",
    because: "hd has no answer for other",
  });
});

function bestOfAll(
  setup: { readonly trace: (typeof TRACES)[0]; readonly video: Video; readonly settings: typeof SETTINGS },
  model: QoeModel,
): number {
  const workspace = createWorkspace();
  let best = Number.NEGATIVE_INFINITY;
  for (let plan = 0; plan < LADDER.length ** SEGMENTS; plan++) {
    const levels = Array.from(
      { length: SEGMENTS },
      (_, segment) => Math.floor(plan / LADDER.length ** segment) % LADDER.length,
    );
    const waits = levels.map(() => 0);
    const log = simulate({ ...setup, policy: following({ levels, waits }) }, workspace);
    const { video } = setup;
    best = Math.max(best, model.score({ ...measureSession(log, video), log, video })!);
  }
  return best;
}
