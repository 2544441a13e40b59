import type { TraceFamily } from "../family.js";
import type { SemiMarkov } from "../semi-markov.js";

/**
 * A phone in a car that is now on 5G, now on LTE. Calibrated to the 5G logs of University College Cork (Raca et al.,
 * "Beyond throughput, the next generation: a 5G dataset with channel and context metrics", MMSys 2020; the 16 traces
 * of driving, 8 hours, in 1 s bins):
 *
 * | | mean / sd | p5 / p50 / p95, Mbit/s | below 0.1 | CoV | autocorrelation at 1 / 5 / 10 / 30 s |
 * |---|---|---|---|---|---|
 * | logs | 30 / 58 | 0 / 9 / 167 | 8.8 % | 1.56 | .86 / .43 / .36 / .27 |
 * | model | 30 / 59 | 0.06 / 9.6 / 164 | 8.9 % | 1.48 | .83 / .43 / .38 / .25 |
 * | shipped | 29 / 56 | 0.08 / 8.8 / 161 | 6.6 % | 1.55 | .80 / .38 / .32 / .27 |
 *
 * CoV and autocorrelation are medians over a family's traces. The model's row is the mean over 100 families as they
 * ship, 20 traces of ten minutes; the last row is the family that ships. Dwell times are the logs', and so are each
 * state's own mean and 95th percentile (5G 46 and 218, LTE 8.6 and 25) and 5G's median (16).
 */
export const fiveGDrivingModel: SemiMarkov = {
  row: 1,
  states: [
    {
      // 5G
      marginal: [
        [-2, 0],
        [-1.353, 0.1],
        [-0.842, 2.4],
        [-0.385, 7.5],
        [0, 16],
        [0.385, 29],
        [0.674, 46],
        [1.036, 92],
        [1.34, 165],
        [1.645, 218],
        [2.326, 330],
        [3.09, 500],
      ],
      dwellMean: 89,
      dwellMedian: 12.5,
      latencyMedianMs: 30,
    },
    {
      // LTE
      marginal: [
        [-2, 0],
        [-1.353, 0.1],
        [-0.842, 2],
        [-0.385, 4.2],
        [0, 6.6],
        [0.385, 9.2],
        [0.674, 11.8],
        [1.036, 15.8],
        [1.34, 20],
        [1.645, 25],
        [2.326, 40],
        [3.09, 70],
      ],
      dwellMean: 72,
      dwellMedian: 22,
      latencyMedianMs: 45,
    },
  ],
  within: [
    { share: 0.75, hold: 150 },
    { share: 0.235, hold: 4 },
    { share: 0.015, hold: 1 },
  ],
  // Both medians and how they vary are ours.
  latency: { spread: 0.2, timeConstant: 20, withCapacity: 0.4 },
};

export const fiveGDriving: TraceFamily = {
  name: "5g-driving",
  description: "5G and LTE from a car: about 30 Mbit/s on average, bursts over 200, half the time below 10",
  source: "calibrated to the UCC 5G driving logs (Raca et al., MMSys 2020)",
  kind: "semi-markov",
  model: fiveGDrivingModel,
};
