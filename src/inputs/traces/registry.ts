import { abrsim } from "./abrsim.js";
import type { TraceFormat } from "./format.js";
import { mahimahi } from "./mahimahi.js";
import { oboe } from "./oboe.js";
import { pensieve } from "./pensieve.js";
import { recording } from "./recording.js";
import { sabre } from "./sabre.js";

/** Every trace format that abrsim reads. */
export const TRACE_FORMATS: readonly TraceFormat[] = [abrsim, sabre, pensieve, mahimahi, oboe, recording];
