import { additiveModel } from "./additive.js";
import { needsQuality } from "./needs-quality.js";

/** The paper's fit to the ratings of a database of streamed videos. */
const QUALITY = 0.8469011;
/** Of a second. */
const STALL_PENALTY = 28.79591348;
/** Of a VMAF point. */
const RISE_REWARD = 0.29797156;
const FALL_PENALTY = 1.06099887;
const INTERCEPT = -2.661618558;

/**
 * The QoE of Comyco (Huang et al., ACM Multimedia 2019), summed over the segments shown:
 *
 *     0.8469011 sum q - 28.79591348 stall_s + 0.29797156 sum of rises of q - 1.06099887 sum of falls of q - 2.661618558
 *
 * with q = VMAF of each segment at its level, from the video; a rise or fall is the change from the segment before. A
 * rise is a reward. The last term counts once a session. Startup costs nothing, unless the profile charges it as a stall.
 */
export const comyco = additiveModel({
  name: "comyco",
  unit: "weighted Σ VMAF",
  citation:
    "Huang, Zhou, Zhang, Wu, Yao, Sun: Comyco: Quality-Aware Adaptive Video Streaming via Imitation Learning. ACM Multimedia 2019",
  needs: needsQuality("vmaf"),
  weigh: ({ quality }) =>
    quality?.vmaf && {
      quality: quality.vmaf.map((row) => row.map((vmaf) => QUALITY * vmaf)),
      // Rises and falls are of what a segment is worth, their weights of VMAF points.
      riseCost: -RISE_REWARD / QUALITY,
      fallCost: FALL_PENALTY / QUALITY,
      stallCost: STALL_PENALTY,
      once: INTERCEPT,
    },
});
