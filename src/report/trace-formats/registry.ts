import { abrsim } from "./abrsim.js";
import { mahimahi } from "./mahimahi.js";
import { oboe } from "./oboe.js";
import { pensieve } from "./pensieve.js";
import { sabre } from "./sabre.js";
import type { TraceWriter } from "./trace-writer.js";

/** Every trace format that abrsim writes. */
export const TRACE_WRITERS: readonly TraceWriter[] = [abrsim, sabre, pensieve, mahimahi, oboe];
