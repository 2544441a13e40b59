import type { Reader } from "./readers.js";
import { TRACE_READERS } from "./trace-readers.js";
import { VIDEO_READERS } from "./video-readers.js";

/** Every reader of inputs. */
export const READERS: readonly Reader[] = [...TRACE_READERS, ...VIDEO_READERS];
