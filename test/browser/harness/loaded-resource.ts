import { type MediaPlace, mediaOf } from "../stream/stream.js";
import type { BrowserResource } from "./protocol.js";

/** One request as the browser saw it: its Resource Timing, in milliseconds along the trace. */
export interface LoadedResource extends MediaPlace {
  readonly path: string;
  readonly startedMs: number;
  readonly firstByteMs: number;
  readonly endMs: number;
  readonly bytes: number;
}

/** @param offsetMs from the page's clock to the trace's */
export function loadedResource(resource: BrowserResource, offsetMs: number): LoadedResource {
  const path = new URL(resource.name).pathname.slice(1);
  return {
    path,
    ...mediaOf(path),
    startedMs: resource.startTime + offsetMs,
    firstByteMs: resource.responseStart + offsetMs,
    endMs: resource.responseEnd + offsetMs,
    bytes: resource.encodedBodySize,
  };
}
