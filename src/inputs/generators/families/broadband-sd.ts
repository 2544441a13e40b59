import type { TraceFamily } from "../family.js";

/**
 * A fixed line, of which a third of the time little is left. Calibrated to the set that Sabre calls FCC SD (from the
 * FCC's Measuring Broadband America; 1000 traces of 180 s, in 5 s rows). Each of those that we looked at joins a
 * minute of a slow line with two of a fast one, so this family holds a level for a minute and then draws another:
 *
 * | | mean / sd | p5 / p50 / p95, Mbit/s | below 0.1 | CoV | autocorrelation at 5 / 10 / 30 s |
 * |---|---|---|---|---|---|
 * | set | 6.08 / 4.14 | 0.31 / 7.7 / 11.1 | 0.1 % | 0.66 | .86 / .77 / .39 |
 * | model | 6.00 / 4.03 | 0.31 / 7.7 / 11.1 | 0 % | 0.66 | .85 / .75 / .39 |
 * | shipped | 5.87 / 3.99 | 0.30 / 7.5 / 11.1 | 0 % | 0.70 | .85 / .74 / .41 |
 *
 * CoV and autocorrelation are medians over a family's traces. The model's row is the mean over 100 families as they
 * ship, 20 traces of ten minutes; the last row is the family that ships.
 */
export const broadbandSd: TraceFamily = {
  name: "broadband-sd",
  description: "a fixed line: steady for a minute at 7 to 11 Mbit/s, or a third of the time below 1",
  source: "calibrated to Sabre's FCC SD set (Measuring Broadband America)",
  kind: "latent-gaussian",
  model: {
    row: 5,
    marginal: [
      [-3.09, 0.1],
      [-2.326, 0.26],
      [-1.645, 0.31],
      [-1.282, 0.36],
      [-1.036, 0.58],
      [-0.842, 0.78],
      [-0.524, 0.93],
      [-0.46, 1.3],
      [-0.4, 5.2],
      [-0.253, 6.7],
      [-0.126, 7.3],
      [0, 7.7],
      [0.524, 8.8],
      [0.842, 9.5],
      [1.282, 10.4],
      [1.645, 11.1],
      [2.326, 12.6],
      [3.09, 15],
    ],
    betweenTraces: 0,
    within: [
      { share: 0.98, hold: 60 },
      { share: 0.02, hold: 5 },
    ],
    // The 20 ms that Sabre gives this set; that lines differ is ours.
    latency: { medianMs: 20, spread: 0.3, withCapacity: 0 },
  },
};
