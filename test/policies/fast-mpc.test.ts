import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FastMpcOptions, fastMpc, fastMpcDefaults } from "../../src/policies/fast-mpc.js";
import { MpcTable } from "../../src/policies/mpc/table.js";
import { mpc } from "../../src/policies/mpc.js";
import { oracleTrace, oracleVideo } from "../support/oracles.js";
import { goldenLevels } from "./golden.js";
import { contextWith, ladder, observationWith, tell } from "./stage.js";

const six = ladder(300, 750, 1200, 1850, 2850, 4300);
const context = contextWith(six);

/** What a policy decides with this prediction. */
function levelOf(
  factory: typeof fastMpc | typeof mpc,
  state: { readonly buffer: number; readonly lastLevel: number | undefined; readonly prediction: number },
  options: Partial<FastMpcOptions> = {},
): number {
  const { buffer, lastLevel, prediction } = state;
  const estimator = () => ({ add: () => {}, estimate: () => prediction });
  const policy = factory({ ...options, estimator }, context);
  return policy.decide(observationWith(six, { buffer, lastLevel })).level;
}

describe("fast-mpc", () => {
  it("decide_middleOfBins_asMpcWithNominalSizes", () => {
    const bins = fc.record({
      buffer: fc.nat(99),
      prediction: fc.nat(99),
      lastLevel: fc.option(fc.nat(5), { nil: undefined }),
      predictionSpacing: fc.constantFrom("log" as const, "linear" as const),
    });
    fc.assert(
      fc.property(bins, ({ buffer, prediction, lastLevel, predictionSpacing }) => {
        const table = new MpcTable(context, { ...fastMpcDefaults, predictionSpacing });
        const state = {
          buffer: table.bufferIn(buffer),
          prediction: table.predictionIn(prediction),
          lastLevel,
        };
        expect(levelOf(fastMpc, state, { predictionSpacing })).toBe(levelOf(mpc, state));
      }),
      { numRuns: 500 },
    );
  });

  it("bins_oneHundredOfEach_middlesInEqualWidthAndProportion", () => {
    const log = new MpcTable(context, fastMpcDefaults);
    const linear = new MpcTable(context, { ...fastMpcDefaults, predictionSpacing: "linear" });
    // The maximum buffer is 60 s; the ladder goes from 0.3 to 4.3 Mbit/s.
    expect([log.bufferIn(0), log.bufferIn(99)]).toEqual([expect.closeTo(0.3, 9), expect.closeTo(59.7, 9)]);
    expect([linear.predictionIn(0), linear.predictionIn(99)]).toEqual([
      expect.closeTo(43_000, 6),
      expect.closeTo(8_557_000, 6),
    ]);
    const step = (4 * 4300) / (0.25 * 300);
    expect(log.predictionIn(0)).toBeCloseTo(75_000 * step ** 0.005, 6);
    expect(log.predictionIn(50) / log.predictionIn(49)).toBeCloseTo(step ** 0.01, 9);
  });

  it("decide_withinABin_asInItsMiddle", () => {
    const table = new MpcTable(context, fastMpcDefaults);
    const middle = { buffer: table.bufferIn(20), prediction: table.predictionIn(40), lastLevel: 3 };
    const level = levelOf(fastMpc, middle);
    expect(levelOf(fastMpc, { ...middle, buffer: 12.001 })).toBe(level);
    expect(levelOf(fastMpc, { ...middle, buffer: 12.599 })).toBe(level);
  });

  it.each([
    [0, 1, 0],
    [0, 1e-9, 0],
    [60, 1e12, 5],
    [1e6, 1e12, 5],
  ])("decide_beyondTheBins_outermost: buffer %s s, %s bit/s", (buffer, prediction, level) => {
    expect(levelOf(fastMpc, { buffer, prediction, lastLevel: 2 })).toBe(level);
  });

  it("decide_fewSegmentsLeft_stillItsFullHorizon", () => {
    const segment = { index: 10, duration: 4, remaining: 1 };
    const policy = fastMpc({}, context);
    tell(policy, six, [1200]);
    const many = policy.decide(observationWith(six, { lastLevel: 2 })).level;
    expect(policy.decide(observationWith(six, { lastLevel: 2, segment })).level).toBe(many);
  });

  it("decide_beforeAnySample_firstLevel", () => {
    const first = observationWith(six, { lastLevel: undefined });
    expect(fastMpc({ firstLevel: 1 }, context).decide(first)).toMatchObject({
      level: 1,
      reason: "no samples",
    });
  });

  it("decide_levelNotAllowed_nearestAllowed", () => {
    const policy = fastMpc({}, context);
    tell(policy, six, [50_000]);
    expect(policy.decide(observationWith(six, { buffer: 50, lastLevel: 0, allowed: [0, 3] })).level).toBe(3);
  });

  it("session_ofVariableBitrate_goldenLevels", () => {
    const trace = oracleTrace("trace-commute-1.json");
    expect(goldenLevels(fastMpc, { trace, video: oracleVideo("video-six-level.json", 30) })).toEqual([
      0, 0, 3, 3, 3, 3, 3, 2, 2, 3, 3, 2, 3, 2, 2, 1, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 2,
    ]);
  });
});
