import type { SessionMetrics } from "../model/metrics.js";
import type { SessionIdentity } from "../model/session.js";
import { bytesFromBits } from "../units.js";
import { BATCH_SECONDS, type MeasuredLog, optionalKbps, type TelemetryEvent } from "./telemetry-event.js";
import { errors, notes, playerEvents } from "./telemetry-events.js";
import { heartbeats } from "./telemetry-heartbeats.js";
import { qualityChanges } from "./telemetry-quality.js";

/** A session to be reported. */
export interface TelemetryOfSession extends MeasuredLog {
  readonly identity: SessionIdentity;
  /** Of the policy's code, as run.json has it. */
  readonly policySha256?: string;
}

/**
 * A session as the telemetry that its player would have sent (003 section 6.1): JSON lines, one event a line, by
 * rising time. Every line says which session it is of, `at_s` (since play was pressed), `batch` (the 30 s that it
 * would be sent with) and `type`; the rest depends on the type, with units in the names.
 *
 *     startup           startup_s
 *     quality_change    from, to (levels), reason (bandwidth, buffer, manual), decision (the policy's own word),
 *                       buffer_s, bitrate_kbps; when it was decided
 *     rebuffer_start    position_s, bitrate_kbps (shown until then)
 *     rebuffer_end      duration_s
 *     seek              from_s, to_s, by
 *     error             problem, media, segment, attempt, cdn, received_bytes
 *     heartbeat         state, position_s, buffer_s, bitrate_kbps; played_s and stall_s of the 30 s that it closes
 *     session_end       status, policy_sha256 (of its code, as run.json has it), and the session's figures
 *
 * and what the log's own events tell: cdn_select, cdn_switch, circuit_breaker, fallback, buffer_health,
 * buffer_target, level_limit, startup_stage, episode, branch, frames.
 */
export function telemetryLines(session: TelemetryOfSession): string {
  const { scenario, policy, client, traceSet, trace, video, replicate, seed } = session.identity;
  const who = { scenario, policy, client, trace_set: traceSet, trace, video, replicate, seed };
  let lines = "";
  const { policySha256 } = session;
  const what = policySha256 !== undefined && { policy_sha256: policySha256 };
  for (const { at_s, type, ...rest } of telemetryEvents(session)) {
    const batch = Math.floor(at_s / BATCH_SECONDS);
    const more = type === "session_end" && what;
    lines += `${JSON.stringify({ ...who, at_s, batch, type, ...more, ...rest })}\n`;
  }
  return lines;
}

/** The events of a session by rising time; of those at one instant, the cause before what follows. */
export function telemetryEvents(session: MeasuredLog): TelemetryEvent[] {
  const happened = [
    ...notes(session.log),
    ...errors(session.log),
    ...qualityChanges(session),
    ...playerEvents(session),
  ];
  const all = [...happened, ...heartbeats(session, happened)].sort((a, b) => a.at_s - b.at_s);
  return [...all, sessionEnd(session)];
}

function sessionEnd({ log, metrics }: MeasuredLog): TelemetryEvent {
  return {
    at_s: log.end.at,
    type: "session_end",
    status: log.end.status,
    ...(log.end.status === "failed" && { problem: log.end.problem }),
    ...figures(metrics),
  };
}

function figures(m: SessionMetrics) {
  return {
    startup_s: m.startup,
    played_s: m.played,
    media_s: m.media,
    stall_s: m.stall,
    stall_count: m.stallCount,
    seek_s: m.seek,
    completion: m.completion,
    mean_bitrate_kbps: optionalKbps(m.meanBitrate),
    switches: m.switches,
    downloaded_bytes: bytesFromBits(m.downloaded),
    wasted_bytes: bytesFromBits(m.wasted),
  };
}
