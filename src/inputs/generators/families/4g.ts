import type { TraceFamily } from "../family.js";
import type { LatentGaussian } from "../latent-gaussian.js";

/**
 * A phone on LTE, on foot, bicycle, bus, tram, train and in a car. Calibrated to the Ghent logs (van der Hooft et
 * al., "HTTP/2-based adaptive streaming of HEVC video over 4G/LTE networks", IEEE Communications Letters 2016; 40
 * traces, 5 hours, in 1 s bins):
 *
 * | | mean / sd | p5 / p50 / p95, Mbit/s | below 0.1 | CoV | autocorrelation at 1 / 5 / 10 / 30 s |
 * |---|---|---|---|---|---|
 * | logs | 30.2 / 16.1 | 5.6 / 29.4 / 57.3 | 0.7 % | 0.42 | .76 / .63 / .50 / .22 |
 * | model | 30.2 / 15.7 | 5.6 / 29.4 / 57.5 | 0.8 % | 0.42 | .75 / .64 / .52 / .22 |
 * | shipped | 29.3 / 14.7 | 6.7 / 28.5 / 55.2 | 0.2 % | 0.43 | .74 / .63 / .51 / .22 |
 *
 * CoV and autocorrelation are medians over a family's traces. The model's row is the mean over 100 families as they
 * ship, 20 traces of ten minutes; the last row is the family that ships.
 */
export const fourGModel: LatentGaussian = {
  row: 1,
  marginal: [
    [-3.09, 0],
    [-2.457, 0.1],
    [-1.96, 2.9],
    [-1.645, 5.6],
    [-1.282, 9.8],
    [-0.674, 18.4],
    [0, 29.4],
    [0.674, 41],
    [1.282, 51.5],
    [1.645, 57.3],
    [2.326, 68],
    [3.09, 80],
  ],
  betweenTraces: 0.32,
  within: [
    { share: 0.27, timeConstant: 53 },
    { share: 0.28, timeConstant: 22 },
    { share: 0.13, hold: 1 },
  ],
  // A usual round trip over LTE; the value and how it varies are ours.
  latency: { medianMs: 45, spread: 0.2, timeConstant: 20, withCapacity: 0.4 },
};

export const fourG: TraceFamily = {
  name: "4g",
  description: "LTE on the move: about 30 Mbit/s, within seconds anything from 5 to 60",
  source: "calibrated to the Ghent LTE logs (van der Hooft et al., 2016)",
  kind: "latent-gaussian",
  model: fourGModel,
};
