import type { Hmm } from "../kinds/hmm.js";

/**
 * Six states and epochs of 6 s are CS2P's, by cross-validation on sessions of iQIYI. Its models were learned for each
 * cluster of sessions, and neither they nor the sessions are published; the figures here are ours: maximum likelihood
 * (Baum-Welch) over 20 of the Norwegian HSDPA logs (Riiser et al., MMSys 2013), 3,580 epochs, each the mean of 6 s.
 *
 * | | mean / sd | p5 / p50 / p95, Mbit/s | autocorrelation at 6 / 12 / 30 / 60 s |
 * |---|---|---|---|
 * | logs | 1.11 / 1.11 | 0.00 / 0.85 / 3.88 | .88 / .76 / .56 / .36 |
 * | model | 1.06 / 1.11 | 0.01 / 0.77 / 3.90 | .79 / .71 / .56 / .35 |
 *
 * Autocorrelation is the median over the logs, and over 400 traces of their mean length.
 */
export const cs2pModel: Hmm = {
  epoch: 6,
  states: [
    { meanMbps: 0.01, sdMbps: 0.02 },
    { meanMbps: 0.145, sdMbps: 0.075 },
    { meanMbps: 0.603, sdMbps: 0.22 },
    { meanMbps: 1.168, sdMbps: 0.254 },
    { meanMbps: 2.27, sdMbps: 0.623 },
    { meanMbps: 4.543, sdMbps: 0.379 },
  ],
  transitions: [
    [0.884, 0.083, 0.019, 0.006, 0.008, 0],
    [0.08, 0.811, 0.082, 0.027, 0, 0],
    [0.009, 0.047, 0.85, 0.09, 0.004, 0],
    [0.001, 0.005, 0.12, 0.846, 0.028, 0],
    [0, 0.002, 0.004, 0.061, 0.917, 0.016],
    [0, 0, 0, 0, 0.05, 0.95],
  ],
  latencyMs: 100,
};
