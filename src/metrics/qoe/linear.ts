import type { QoeModel } from "../../model/metrics.js";
import { mbpsFromBps } from "../../units.js";

/** Mbit/s of quality that a second of stalling costs: the top bitrate of Pensieve's ladder. */
const STALL_PENALTY = 4.3;
/** Cost of a change of quality by 1 Mbit/s. */
const CHANGE_PENALTY = 1;

/**
 * QoE_lin of Pensieve (Mao et al., SIGCOMM 2017), summed over the segments shown:
 *
 *     sum q - 4.3 stall_s - sum |q - q of the segment before|,   q = nominal bitrate in Mbit/s
 *
 * A segment shown in part counts as one, and one shown again after a seek back as another. Waiting after seeks costs nothing, and so does startup, unless the profile
 * charges it as a stall (Pensieve's does). The first segment has no change. No answer if playback never started.
 */
export const linear: QoeModel = {
  name: "linear",
  unit: "Σ Mbit/s",
  citation: "Mao, Netravali, Alizadeh: Neural Adaptive Video Streaming with Pensieve. SIGCOMM 2017",
  additivity: {
    kind: "additive",
    terms: ({ levels }, scoring) => ({
      quality: (_, level) => mbpsFromBps(levels[level]!.bitrate),
      changeCost: (_, from, to) =>
        CHANGE_PENALTY * mbpsFromBps(Math.abs(levels[to]!.bitrate - levels[from]!.bitrate)),
      stallCost: STALL_PENALTY,
      startupCost: scoring?.startupIsStall ? STALL_PENALTY : 0,
    }),
  },
  score({ metrics, played, scoring }) {
    if (metrics.startup === undefined) return undefined;
    const stall = metrics.stall + (scoring?.startupIsStall ? metrics.startup : 0);
    let quality = 0;
    for (const segment of played) quality += mbpsFromBps(segment.bitrate);
    return quality - STALL_PENALTY * stall - CHANGE_PENALTY * mbpsFromBps(metrics.switchMagnitude);
  },
};
