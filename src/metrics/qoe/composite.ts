import type { QoeModel } from "../../model/metrics.js";
import { kbpsFromBps, msFromSeconds } from "../../units.js";

/** Points that a second of stalling costs for each second of playing, before weighing. */
const STALL_POINTS = 1000;

/**
 * The composite score of a Netflix-like platform design (document 003, section 4.3), 0 to 100 points:
 *
 *     0.2 (100 - min(startup_ms / 30, 100))   startup: 3 s or more score nothing
 *   + 0.3 (100 - 1000 stall / played)         stalls: a tenth of the playing time scores nothing, more costs
 *   + 0.2 (100 - min(10 stalls, 100))
 *   + 0.2 (mean kbps / 250)                   25 Mbit/s scores 100
 *   + 0.1 (100 - min(5 switches, 100))
 *
 * and the sum clamped to 0..100. Time playing is wall-clock time, at any speed. Excludes waiting after seeks and pauses. No answer if playback never started.
 */
export const composite: QoeModel = {
  name: "composite",
  unit: "points",
  most: 100,
  citation: "source document 003, section 4.3",
  additivity: {
    kind: "not additive",
    because: "it divides stall time by the time played, caps each term and counts stalls",
  },
  score({ metrics }) {
    const { startup, stall, stallCount, played, meanBitrate, switches } = metrics;
    if (startup === undefined || meanBitrate === undefined || played === 0) return undefined;
    const score =
      0.2 * (100 - Math.min(msFromSeconds(startup) / 30, 100)) +
      0.3 * (100 - STALL_POINTS * (stall / played)) +
      0.2 * (100 - Math.min(10 * stallCount, 100)) +
      0.2 * (kbpsFromBps(meanBitrate) / 250) +
      0.1 * (100 - Math.min(5 * switches, 100));
    return Math.min(Math.max(score, 0), 100);
  },
};
