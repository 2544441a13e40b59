import { dashJsEwmaEntry } from "./dash-js-ewma.js";
import { dualEwmaEntry } from "./dual-ewma.js";
import { dualPerSampleEwmaEntry } from "./dual-per-sample-ewma.js";
import type { EstimatorEntry } from "./entry.js";
import { harmonicMeanEntry } from "./harmonic-mean.js";
import { hlsJsEwmaEntry } from "./hls-js-ewma.js";
import { perSampleEwmaEntry } from "./per-sample-ewma.js";
import { rxPlayerEwmaEntry } from "./rx-player-ewma.js";
import { sabreEwmaEntry } from "./sabre-ewma.js";
import { sabreSlidingEntry } from "./sabre-sliding.js";
import { shakaEwmaEntry } from "./shaka-ewma.js";
import { slidingMeanEntry } from "./sliding-mean.js";
import { slidingPercentileEntry } from "./sliding-percentile.js";

/** All estimators of the library, by name. A policy's file never imports this, or it would carry them all. */
export const estimators: readonly EstimatorEntry[] = [
  dashJsEwmaEntry,
  dualEwmaEntry,
  dualPerSampleEwmaEntry,
  harmonicMeanEntry,
  hlsJsEwmaEntry,
  perSampleEwmaEntry,
  rxPlayerEwmaEntry,
  sabreEwmaEntry,
  sabreSlidingEntry,
  shakaEwmaEntry,
  slidingMeanEntry,
  slidingPercentileEntry,
];

/** The estimator of this name; undefined if the library has none. */
export function findEstimator(name: string): EstimatorEntry | undefined {
  return estimators.find((entry) => entry.name === name);
}
