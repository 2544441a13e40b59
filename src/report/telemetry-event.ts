import type { MeasuredSession } from "../metrics/session-metrics.js";
import type { SessionLog } from "../model/session.js";
import type { Video } from "../model/video.js";
import { kbpsFromBps, type Seconds } from "../units.js";

/** How often a player sends what it has gathered (003 section 6.1). */
export const BATCH_SECONDS: Seconds = 30;

/** A session's log with what was measured of it. */
export interface MeasuredLog extends MeasuredSession {
  readonly log: SessionLog;
  readonly video: Video;
}

/** One event. Names end in their unit; what is undefined is left out of the line. */
export interface TelemetryEvent {
  readonly at_s: number;
  readonly type: string;
  readonly [field: string]: string | number | undefined;
}

export const optionalKbps = (bitsPerSecond: number | undefined): number | undefined =>
  bitsPerSecond === undefined ? undefined : kbpsFromBps(bitsPerSecond);
