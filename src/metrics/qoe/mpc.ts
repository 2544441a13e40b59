import { kbpsFromBps } from "../../units.js";
import { type AdditiveModel, additiveModel, qualityByLevel } from "./additive.js";

/** What sets the variants of Yin et al. apart. */
export interface MpcWeights {
  readonly name: string;
  /** Of a change by 1 kbit/s. */
  readonly changePenalty: number;
  /** kbit/s of quality that a second of stalling costs, and a second of startup. */
  readonly waitingPenalty: number;
}

/**
 * The QoE of MPC (Yin, Jindal, Sekar and Sinopoli, SIGCOMM 2015), summed over the segments shown:
 *
 *     sum q - lambda sum |q - q of the segment before| - mu stall_s - mu_s startup_s,   q = nominal bitrate in kbit/s
 *
 * with mu_s = mu in all variants of the paper. The paper divides by the offline optimum's QoE, which `abrsim optimal`
 * does.
 */
export function mpcModel({ name, changePenalty, waitingPenalty }: MpcWeights): AdditiveModel {
  return additiveModel({
    name,
    unit: "Σ kbit/s",
    citation:
      "Yin, Jindal, Sekar, Sinopoli: A Control-Theoretic Approach for Dynamic Adaptive Video Streaming over HTTP. SIGCOMM 2015",
    weigh: (video) => ({
      quality: qualityByLevel(video, ({ bitrate }) => kbpsFromBps(bitrate)),
      riseCost: changePenalty,
      fallCost: changePenalty,
      stallCost: waitingPenalty,
      startupCost: waitingPenalty,
    }),
  });
}
