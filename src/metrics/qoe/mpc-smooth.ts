import { mpcModel } from "./mpc.js";

/**
 * The QoE "avoid instability" of MPC (Yin et al., SIGCOMM 2015), summed over the segments shown:
 *
 *     sum q - 3 sum |q - q of the segment before| - 3000 stall_s - 3000 startup_s,   q = nominal bitrate in kbit/s
 *
 * Changes cost three times what they cost in `mpc-balanced`.
 */
export const mpcSmooth = mpcModel({ name: "mpc-smooth", changePenalty: 3, waitingPenalty: 3000 });
