import { abrsim } from "./abrsim.js";
import type { TraceWriter } from "./trace-writer.js";

/** Every trace format that abrsim writes. */
export const TRACE_WRITERS: readonly TraceWriter[] = [abrsim];
