import { stalls } from "../metrics/stalls.js";
import {
  OUTCOME_CODE,
  type RequestColumns,
  type RequestDetail,
  type SessionEvent,
  type SessionLog,
} from "../model/session.js";
import { bytesFromBits } from "../units.js";
import { type MeasuredLog, optionalKbps, type TelemetryEvent } from "./telemetry-event.js";
import { positionAt, shownAt } from "./telemetry-state.js";

/** What the log itself tells of, in the words of telemetry. */
export function notes(log: SessionLog): TelemetryEvent[] {
  return log.events.map((event) => ({ at_s: event.at, ...fieldsOf(event) }));
}

function fieldsOf(event: SessionEvent): Omit<TelemetryEvent, "at_s"> & { readonly type: string } {
  switch (event.kind) {
    case "seek":
      return { type: "seek", from_s: event.from, to_s: event.to, by: event.by };
    case "stage":
      return { type: "startup_stage", name: event.name, duration_s: event.at - event.from };
    case "buffer health":
      return { type: "buffer_health", health: event.health };
    case "buffer target":
      return { type: "buffer_target", target_s: event.target };
    case "level limit":
      return { type: "level_limit", by: event.by, min: event.min, max: event.max };
    case "cdn":
      return event.from === undefined
        ? { type: "cdn_select", to: event.to, why: event.why }
        : { type: "cdn_switch", from: event.from, to: event.to, why: event.why };
    case "circuit breaker":
      return { type: "circuit_breaker", state: event.state };
    case "fallback":
      return { type: "fallback", step: event.step };
    case "episode":
      return {
        type: "episode",
        episode: event.episode,
        prefetched_segments: event.prefetchedSegments,
        wait_s: event.wait,
      };
    case "branch":
      return { type: "branch", segment: event.segment, options: event.options, taken: event.taken };
    case "frames":
      return { type: "frames", dropped: event.dropped, total: event.total };
  }
}

/** Requests that failed, of every kind, when they did. */
export function errors(log: SessionLog): TelemetryEvent[] {
  const failed: TelemetryEvent[] = [];
  const add = (
    at: number,
    media: string,
    outcome: number,
    detail: RequestDetail | undefined,
    bits: number,
    segment?: number,
  ) => {
    if (outcome !== OUTCOME_CODE.failed && outcome !== OUTCOME_CODE.starved) return;
    failed.push({
      at_s: at,
      type: "error",
      problem: detail?.problem ?? (outcome === OUTCOME_CODE.starved ? "nothing arrives" : "failed"),
      media,
      segment,
      attempt: detail?.attempt ?? 0,
      cdn: detail?.cdn,
      received_bytes: bytesFromBits(bits),
    });
  };
  const addTable = (media: string, t: RequestColumns) => {
    for (let row = 0; row < t.count; row++)
      add(t.finished[row]!, media, t.outcome[row]!, t.details[row], t.received[row]!, t.segment[row]!);
  };
  addTable("video", log.requests);
  addTable("audio", log.audio);
  for (const other of log.others)
    add(other.finished, other.kind, OUTCOME_CODE[other.outcome], other, other.received);
  return failed;
}

/** What playback did: it started, it stood still, it went on. */
export function playerEvents({ log, played, metrics }: MeasuredLog): TelemetryEvent[] {
  const first = played[0];
  const startup: TelemetryEvent[] =
    metrics.startup === undefined
      ? []
      : [{ at_s: first?.from ?? metrics.startup, type: "startup", startup_s: metrics.startup }];
  return [
    ...startup,
    ...stalls(log).flatMap(({ from, to }): TelemetryEvent[] => [
      {
        at_s: from,
        type: "rebuffer_start",
        position_s: positionAt(log, from),
        bitrate_kbps: optionalKbps(shownAt(played, from)?.bitrate),
      },
      { at_s: to, type: "rebuffer_end", duration_s: to - from },
    ]),
  ];
}
