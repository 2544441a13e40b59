import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mpc } from "../../src/policies/mpc.js";
import { type RobustMpcOptions, robustMpc } from "../../src/policies/robust-mpc.js";
import { oracleTrace, oracleVideo } from "../support/oracles.js";
import { goldenLevels } from "./golden.js";
import { contextWith, ladder, observationWith, sampleOf, tell } from "./stage.js";

const three = ladder(1000, 2000, 4000);

/** The prediction after each of these downloads, in kbit/s. */
function predictions(kbps: readonly number[], options: Partial<RobustMpcOptions> = {}): number[] {
  const policy = robustMpc(options, contextWith(three));
  return kbps.map((one) => {
    tell(policy, three, [one]);
    return policy.decide(observationWith(three, { lastLevel: 0 })).estimate! / 1000;
  });
}

describe("robust-mpc", () => {
  it("decide_firstSample_errorZero", () => {
    expect(predictions([2000])).toEqual([2000]);
  });

  it("decide_afterErrors_harmonicMeanOverOnePlusTheLargest", () => {
    // Foretold 2000, came 1000: error 1. Harmonic mean 4000/3, halved. Foretold 4000/3 (not halved), came 4000: error
    // 2/3, and the 1 is still the largest. Harmonic mean 3 / (1/2000 + 1/1000 + 1/4000), halved.
    expect(predictions([2000, 1000, 4000])).toEqual([
      2000,
      expect.closeTo(2000 / 3, 9),
      expect.closeTo(12_000 / 7 / 2, 9),
    ]);
  });

  it("decide_errorOlderThanFive_forgotten", () => {
    const kbps = [2000, 1000, ...new Array<number>(6).fill(1000)];
    const last = predictions(kbps);
    // Downloads 3 to 6 were foretold wrong by ever less; the error of 1 counts until download 6, the fifth with it.
    expect(last[5]! * 2).toBeCloseTo(1000, 9);
    // Download 3 was foretold at 4000/3: its error of 1/3 is the largest now.
    expect(last[6]! * (4 / 3)).toBeCloseTo(1000, 9);
    expect(predictions(kbps, { errorCount: 1 })[2]! * (4 / 3)).toBeCloseTo(1200, 9);
  });

  it("onSample_downloadOfNoTime_noErrorOfIt", () => {
    const policy = robustMpc({}, contextWith(three));
    const observation = observationWith(three, { lastLevel: 0 });
    tell(policy, three, [2000]);
    policy.onSample!(sampleOf(9000, { start: 100, firstByte: 100 }), observation);
    tell(policy, three, [1000]);
    expect(policy.decide(observation).estimate).toBeCloseTo(2e6 / 3, 6);
  });

  it("decide_otherEstimator_itsErrors", () => {
    // Foretells 3000 each time: came 1500, an error of 1; the first download has none.
    const estimator = () => ({ add: () => {}, estimate: () => 3e6 });
    expect(predictions([100, 1500], { estimator })).toEqual([3000, 1500]);
  });

  it("decide_lowerPrediction_moreCareful", () => {
    const observation = observationWith(three, { buffer: 8, lastLevel: 1 });
    const levels = [mpc, robustMpc].map((factory) => {
      const policy = factory({}, contextWith(three));
      tell(policy, three, [4000, 1200, 4000]);
      return policy.decide(observation).level;
    });
    expect(levels).toEqual([1, 0]);
  });

  it("create_newSession_errorsForgotten", () => {
    predictions([9000, 100]);
    expect(predictions([2000])).toEqual([2000]);
  });

  it("decide_anyDownloads_predictionAtMostTheHarmonicMean", () => {
    const kbps = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(kbps, (downloads) => {
        const newest = downloads.slice(-5);
        const mean = newest.length / newest.reduce((sum, one) => sum + 1 / one, 0);
        expect(predictions(downloads).at(-1)!).toBeLessThanOrEqual(mean * (1 + 1e-12));
      }),
    );
  });

  it("session_ofVariableBitrate_goldenLevels", () => {
    const trace = oracleTrace("trace-commute-1.json");
    expect(goldenLevels(robustMpc, { trace, video: oracleVideo("video-six-level.json", 30) })).toEqual([
      0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1,
    ]);
  });
});
