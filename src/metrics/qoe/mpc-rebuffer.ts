import { mpcModel } from "./mpc.js";

/**
 * The QoE "avoid rebuffering" of MPC (Yin et al., SIGCOMM 2015), summed over the segments shown:
 *
 *     sum q - sum |q - q of the segment before| - 6000 stall_s - 6000 startup_s,   q = nominal bitrate in kbit/s
 *
 * Waiting costs twice what it costs in `mpc-balanced`.
 */
export const mpcRebuffer = mpcModel({ name: "mpc-rebuffer", changePenalty: 1, waitingPenalty: 6000 });
