import { formatNamed } from "../formats.js";
import type { TraceFormat } from "./format.js";
import { TRACE_FORMATS } from "./registry.js";

/** @throws InputError when there is no format of that name */
export const traceFormatNamed = (name: string, where: string): TraceFormat =>
  formatNamed(TRACE_FORMATS, name, "trace", where);
