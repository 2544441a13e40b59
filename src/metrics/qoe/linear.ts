import { mbpsFromBps } from "../../units.js";
import { additiveModel, qualityByLevel } from "./additive.js";

/** Mbit/s of quality that a second of stalling costs: the top bitrate of Pensieve's ladder. */
const STALL_PENALTY = 4.3;

/**
 * QoE_lin of Pensieve (Mao et al., SIGCOMM 2017), summed over the segments shown:
 *
 *     sum q - 4.3 stall_s - sum |q - q of the segment before|,   q = nominal bitrate in Mbit/s
 *
 * Startup costs nothing, unless the profile charges it as a stall (Pensieve's does).
 */
export const linear = additiveModel({
  name: "linear",
  unit: "Σ Mbit/s",
  citation: "Mao, Netravali, Alizadeh: Neural Adaptive Video Streaming with Pensieve. SIGCOMM 2017",
  weigh: (video) => ({
    quality: qualityByLevel(video, ({ bitrate }) => mbpsFromBps(bitrate)),
    riseCost: 1,
    fallCost: 1,
    stallCost: STALL_PENALTY,
  }),
});
