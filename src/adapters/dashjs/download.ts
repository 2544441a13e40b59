import { type ResourceTiming, resourceTimings } from "./clock.js";
import type { DashjsFragmentEvent } from "./player.js";

/** A finished request; ms on the page's clock. */
export interface Download {
  readonly startMs: number;
  readonly firstByteMs: number;
  readonly endMs: number;
  readonly bytes: number;
  /** Whether it came out of a cache of the browser's. */
  readonly cached: boolean;
}

/** dash.js dates in whole milliseconds, and on another clock. */
const TOLERANCE_MS = 5;

/**
 * When a download was made, began to arrive and ended. The browser's own account is preferred. dash.js has one too, but of
 * the first load of a URL: of a segment that was fetched twice, or of byte ranges of one file, it is another load's.
 * Without it, dash.js's dates count, put on the page's clock by the end, which is now; where the first progress event was
 * the last as well, nobody saw the first byte, and it is the request's start.
 *
 * @param nowMs on the page's clock
 * @param cachedBelowMs a transfer that took less is a cache's, if the browser does not tell
 * @returns undefined where it cannot be known
 */
export function downloadOf(
  { request, response }: DashjsFragmentEvent,
  nowMs: number,
  cachedBelowMs: number,
): Download | undefined {
  const { startDate, firstByteDate, endDate, url, resourceTimingValues, bytesLoaded } = request;
  if (!startDate || !endDate) return undefined;
  const onPage = (date: { getTime(): number }) => nowMs - (endDate.getTime() - date.getTime());
  const startMs = onPage(startDate);
  const bytes = response?.byteLength ?? bytesLoaded;
  if (!(bytes > 0)) return undefined;
  const timing = latestWithin(resourceTimings(resourceTimingValues?.name ?? url), startMs, nowMs);
  if (timing && timing.responseStart > 0)
    return {
      startMs: timing.startTime,
      firstByteMs: timing.responseStart,
      endMs: timing.responseEnd,
      bytes,
      cached: timing.transferSize === 0 && timing.encodedBodySize > 0,
    };
  return {
    startMs,
    firstByteMs: firstByteDate ? Math.max(startMs, onPage(firstByteDate)) : startMs,
    endMs: nowMs,
    bytes,
    cached: nowMs - startMs < cachedBelowMs,
  };
}

function latestWithin(
  timings: readonly ResourceTiming[],
  fromMs: number,
  toMs: number,
): ResourceTiming | undefined {
  const within = timings.filter(
    ({ startTime, responseEnd }) => startTime >= fromMs - TOLERANCE_MS && responseEnd <= toMs + TOLERANCE_MS,
  );
  return within[within.length - 1];
}
