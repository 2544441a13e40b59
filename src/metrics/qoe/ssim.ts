import { additiveModel } from "./additive.js";
import { needsQuality } from "./needs-quality.js";

/** dB: what an SSIM of 1, and any above 0.999999, counts as. */
const HIGHEST_DB = 60;
/** dB that a second of stalling costs. */
const STALL_PENALTY = 100;

/**
 * The QoE that Puffer's MPC and Fugu maximise (Yan et al., NSDI 2020), summed over the segments shown:
 *
 *     sum q - sum |q - q of the segment before| - 100 stall_s,   q = -10 log10(1 - SSIM) in dB, 0 to 60
 *
 * with the SSIM of each segment at its level, from the video. Puffer charges a segment for the time by which its download
 * outlasts the buffer; here that is the stalls as they were, with the wait until playback resumes. The first segment has
 * no change. Startup costs nothing, unless the profile charges it as a stall.
 */
export const ssim = additiveModel({
  name: "ssim",
  unit: "Σ dB",
  citation:
    "Yan, Ayers, Zhu, Fouladi, Hong, Zhang, Levis, Winstein: Learning in situ: a randomized experiment in video streaming. NSDI 2020",
  needs: needsQuality("ssim"),
  weigh: ({ quality }) =>
    quality?.ssim && {
      quality: quality.ssim.map((row) => row.map(decibels)),
      riseCost: 1,
      fallCost: 1,
      stallCost: STALL_PENALTY,
    },
});

const decibels = (index: number): number => Math.min(Math.max(-10 * Math.log10(1 - index), 0), HIGHEST_DB);
