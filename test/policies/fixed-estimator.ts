import type { EstimatorFactory } from "../../src/estimators/estimator.js";

/** An estimator that says so many kbit/s, whatever it is told, and knows the latency if one is given. */
export const fixedEstimator =
  (kbps: number, latency?: number): EstimatorFactory =>
  () => ({
    add() {},
    estimate: () => kbps * 1000,
    ...(latency !== undefined && { latency: () => latency }),
  });
