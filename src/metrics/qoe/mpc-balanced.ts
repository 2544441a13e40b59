import { mpcModel } from "./mpc.js";

/**
 * The QoE "balanced" of MPC (Yin et al., SIGCOMM 2015), summed over the segments shown:
 *
 *     sum q - sum |q - q of the segment before| - 3000 stall_s - 3000 startup_s,   q = nominal bitrate in kbit/s
 *
 * A second of waiting, at startup or in a stall, costs as much as a segment of 3 Mbit/s brings.
 */
export const mpcBalanced = mpcModel({ name: "mpc-balanced", changePenalty: 1, waitingPenalty: 3000 });
