import { additiveModel, qualityByLevel } from "./additive.js";

/** Units of quality that a second of stalling costs: the quality of the top of Pensieve's ladder, ln(4300 / 300). */
const STALL_PENALTY = 2.66;

/**
 * QoE_log of Pensieve (Mao et al., SIGCOMM 2017), summed over the segments shown:
 *
 *     sum q - 2.66 stall_s - sum |q - q of the segment before|,   q = ln(bitrate / lowest bitrate of the ladder)
 *
 * The lowest bitrate is the paper's reference, under which a segment of the lowest level is worth 0 and 2.66 is the top's
 * worth. Pensieve's code has the highest instead: there each segment scores ln(highest / lowest) less, so that sessions
 * which show as many segments differ by the same under both. Startup costs nothing, unless the profile charges it as a
 * stall (Pensieve's does).
 */
export const log = additiveModel({
  name: "log",
  unit: "Σ ln(bitrate / lowest)",
  citation: "Mao, Netravali, Alizadeh: Neural Adaptive Video Streaming with Pensieve. SIGCOMM 2017",
  weigh(video) {
    const lowest = video.levels[0]!.bitrate;
    return {
      quality: qualityByLevel(video, ({ bitrate }) => Math.log(bitrate / lowest)),
      riseCost: 1,
      fallCost: 1,
      stallCost: STALL_PENALTY,
    };
  },
});
