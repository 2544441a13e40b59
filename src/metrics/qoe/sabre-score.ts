import type { QoeModel } from "../../model/metrics.js";

/** Sabre's default of `gamma p`: units of utility that a second of stalling costs. */
const STALL_COST = 5;

/**
 * The "time average score" of the simulator Sabre (Spiteri, Sitaraman and Sparacio, MMSys 2018), the objective of BOLA
 * (INFOCOM 2016) at gamma p = 5:
 *
 *     (sum u x seconds shown - 5 stall_s) / watched_s,   u = ln(bitrate / lowest bitrate of the ladder)
 *
 * Of a session with switches but no stalls, the time-weighted log of the bitrate. Startup counts in `watched_s` and so
 * lowers it; switches cost nothing. No answer if playback never started.
 */
export const sabreScore: QoeModel = {
  name: "sabre-score",
  unit: "utility",
  citation: "Spiteri, Sitaraman, Sparacio: From Theory to Practice. MMSys 2018",
  additivity: {
    kind: "not additive",
    because: "it divides the sum of utility and stalls by the time watched, which stalls make longer",
  },
  score({ metrics, played, video }) {
    if (metrics.startup === undefined || metrics.watched === 0) return undefined;
    const lowest = video.levels[0]!.bitrate;
    let utility = 0;
    for (const { bitrate, shown } of played) utility += shown * Math.log(bitrate / lowest);
    return (utility - STALL_COST * metrics.stall) / metrics.watched;
  },
};
