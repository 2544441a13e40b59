import type { TraceFamily } from "../family.js";

/**
 * A phone on a commuter's journey over 3G. Calibrated to the Norwegian HSDPA logs (Riiser et al., "Commute path
 * bandwidth traces from 3G networks", MMSys 2013; 86 traces, 31 hours, in 1 s bins):
 *
 * | | mean / sd | p5 / p50 / p95, Mbit/s | below 0.1 | CoV | autocorrelation at 1 / 5 / 10 / 30 s |
 * |---|---|---|---|---|---|
 * | logs | 1.00 / 0.98 | 0 / 0.82 / 2.96 | 20 % | 0.66 | .92 / .77 / .66 / .43 |
 * | model | 1.02 / 0.97 | 0.01 / 0.82 / 3.03 | 20 % | 0.67 | .92 / .78 / .67 / .43 |
 * | shipped | 0.94 / 0.85 | 0 / 0.82 / 2.55 | 22 % | 0.64 | .92 / .78 / .66 / .46 |
 *
 * CoV and autocorrelation are medians over a family's traces. The model's row is the mean over 100 families as they
 * ship, 20 traces of ten minutes; the last row is the family that ships.
 */
export const threeGCommute: TraceFamily = {
  name: "3g-commute",
  description: "3G on the move: about 1 Mbit/s, slow swings, a fifth of the time next to nothing",
  source: "calibrated to the Norwegian HSDPA logs (Riiser et al., MMSys 2013)",
  kind: "latent-gaussian",
  model: {
    row: 1,
    marginal: [
      [-1.645, 0],
      [-1.282, 0.03],
      [-0.842, 0.1],
      [-0.674, 0.26],
      [-0.385, 0.5],
      [0, 0.82],
      [0.385, 1.12],
      [0.674, 1.4],
      [0.842, 1.6],
      [1.282, 2.2],
      [1.645, 2.96],
      [1.96, 3.7],
      [2.326, 4.5],
      [3.09, 5.6],
    ],
    betweenTraces: 0.36,
    within: [
      { share: 0.26, timeConstant: 200 },
      { share: 0.26, hold: 180 },
      { share: 0.11, timeConstant: 9 },
      { share: 0.01, hold: 1 },
    ],
    // The 100 ms that Sabre gives these logs; how it varies is ours.
    latency: { medianMs: 100, spread: 0.2, timeConstant: 20, withCapacity: 0.4 },
  },
};
