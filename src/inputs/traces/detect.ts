import { theOneThatFits } from "../formats.js";
import type { Head } from "../head.js";
import type { TraceFormat } from "./format.js";
import { TRACE_FORMATS } from "./registry.js";

/**
 * The format that a file is in, by its content.
 *
 * @throws InputError when none fits, and when several do
 */
export function detectTraceFormat(head: Head, where: string): TraceFormat {
  return theOneThatFits(TRACE_FORMATS, (format) => format.detect(head), head, "trace", where);
}
