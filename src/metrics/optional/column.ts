import type { MetricColumn } from "../../model/results.js";
import type { RequestColumns, SessionLog } from "../../model/session.js";
import type { SessionSettings } from "../../model/settings/index.js";
import type { Video } from "../../model/video.js";
import type { MeasuredSession } from "../session-metrics.js";

/** Everything that an optional metric may look at. */
export interface SessionView extends MeasuredSession {
  readonly log: SessionLog;
  readonly video: Video;
  readonly settings: SessionSettings;
}

/** A metric of a mechanism that is not always there. */
export interface OptionalColumn extends MetricColumn {
  /** Whether the settings switch the mechanism on. */
  applies(settings: SessionSettings): boolean;
  /** In the column's unit; undefined where the session has no answer. */
  read(session: SessionView): number | undefined;
}

/** The tables of segment requests of a session: video, and audio where it is separate. */
export function segmentTables(log: SessionLog): readonly RequestColumns[] {
  return log.audio.count > 0 ? [log.requests, log.audio] : [log.requests];
}

/** The mean, or undefined of nothing. */
export function meanOf(values: readonly number[]): number | undefined {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;
}
