import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { QOE_MODELS } from "../../../src/metrics/qoe/index.js";
import { measureSession } from "../../../src/metrics/session-metrics.js";
import type { QoeInput } from "../../../src/model/metrics.js";
import { neverStarted, shown, videoOf } from "./shown.js";

const LADDER = [300, 1200, 4300];
const SEGMENTS = 8;

const rows = (max: number) =>
  fc
    .array(fc.array(fc.double({ min: 0, max, noNaN: true }), { minLength: 3, maxLength: 3 }), {
      minLength: SEGMENTS,
      maxLength: SEGMENTS,
    })
    .map((values) => values.map((row) => Float64Array.from(row)));

const sessions = fc.record({
  video: fc.record({ vmaf: rows(100), ssim: rows(1) }).map((quality) => videoOf(LADDER, SEGMENTS, quality)),
  levels: fc.array(fc.nat(LADDER.length - 1), { minLength: SEGMENTS, maxLength: SEGMENTS }),
  startup: fc.double({ min: 0, max: 8, noNaN: true }),
  stalls: fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 12, noNaN: true })), {
    maxLength: SEGMENTS - 1,
  }),
  scoring: fc.record({ startupIsStall: fc.boolean() }),
});

/** The same with a live edge, 1 s ahead when play is pressed. */
const asLive = (input: QoeInput): QoeInput => {
  const log = { ...input.log, liveEdge: 1 };
  return { ...input, ...measureSession(log, input.video), log };
};

describe.each(QOE_MODELS.map((model) => [model.name, model] as const))("%s", (_, model) => {
  it("has a finite score of every session that was shown, and none if playback never started", () => {
    fc.assert(
      fc.property(sessions, (session) => {
        expect(model.score(asLive(shown(session)))).toSatisfy(Number.isFinite);
        expect(model.score(asLive(neverStarted(session.video)))).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it("is never raised by a stall that lasts longer", () => {
    fc.assert(
      fc.property(
        sessions.filter(({ stalls }) => stalls.some((stall) => stall > 0)),
        fc.double({ min: 0.01, max: 20, noNaN: true }),
        (session, more) => {
          const at = session.stalls.findIndex((stall) => stall > 0);
          const stalls = session.stalls.map((stall, index) => (index === at ? stall + more : stall));
          const before = model.score(asLive(shown(session)))!;
          const after = model.score(asLive(shown({ ...session, stalls })))!;
          expect(after).toBeLessThanOrEqual(before + 1e-9 * Math.abs(before));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe.each(
  QOE_MODELS.flatMap((model) =>
    model.additivity?.kind === "additive" ? [[model.name, model, model.additivity] as const] : [],
  ),
)("%s as a sum", (_, model, additivity) => {
  it("has terms that add up to its score", () => {
    fc.assert(
      fc.property(sessions, (session) => {
        const { video, levels, scoring } = session;
        const input = shown(session);
        const { quality, changeCost, stallCost, startupCost } = additivity.terms(video, scoring)!;
        let sum = -stallCost * input.metrics.stall - startupCost * input.metrics.startup!;
        levels.forEach((level, segment) => {
          sum += quality(segment, level);
          if (segment > 0) sum -= changeCost(segment, levels[segment - 1]!, level);
        });
        expect(model.score(input)).toBeCloseTo(sum, 6);
      }),
      { numRuns: 100 },
    );
  });
});
