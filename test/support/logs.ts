import {
  type OtherRequest,
  OUTCOME_CODE,
  type PlayerState,
  type RequestColumns,
  type RequestDetail,
  type RequestOutcome,
  type SessionEvent,
  type SessionLog,
  type SessionStatus,
  STATE_CODE,
} from "../../src/model/session.js";
import { type Video, videoFromSegments } from "../../src/model/video.js";

/** A row of a log's request table. What is left out: level 0, asked for at once at 0 s, delivered in whole. */
export interface RequestSpec {
  readonly segment: number;
  readonly finished: number;
  readonly level?: number;
  readonly size?: number;
  readonly received?: number;
  readonly decided?: number;
  readonly requested?: number;
  readonly firstByte?: number;
  readonly bufferBefore?: number;
  readonly bufferAfter?: number;
  readonly estimate?: number;
  readonly outcome?: RequestOutcome;
  readonly reason?: string;
  readonly detail?: Partial<RequestDetail>;
}

export type StateSpec = readonly [state: PlayerState, time: number, position: number, rate?: number];

/** A log written by hand. The session ends with its last state, unless it says otherwise. */
export function logOf(parts: {
  readonly states: readonly StateSpec[];
  readonly requests: readonly RequestSpec[];
  readonly audio?: readonly RequestSpec[];
  readonly others?: readonly Partial<OtherRequest>[];
  readonly events?: readonly SessionEvent[];
  readonly liveEdge?: number;
  readonly end?: { readonly status: Exclude<SessionStatus, "failed">; readonly at: number };
  readonly video?: Video;
}): SessionLog {
  const {
    states,
    requests,
    audio = [],
    others = [],
    events = [],
    liveEdge,
    video = threeLevels(100),
  } = parts;
  const [lastState, lastTime] = states.at(-1) ?? ["quit", 0];
  const status = lastState === "ended" ? "completed" : "quit";
  return {
    end: parts.end ?? { status, at: lastTime },
    requests: tableOf(requests, (segment, level) => video.sizes[segment]![level]!, video),
    audio: tableOf(audio, (segment) => AUDIO_BITRATE * video.durations[segment]!, video),
    others: others.map((other) => ({
      kind: "control",
      attempt: 0,
      requested: 0,
      firstByte: undefined,
      finished: 0,
      size: 0,
      received: other.size ?? 0,
      outcome: "delivered",
      ...other,
    })),
    events,
    states: {
      count: states.length,
      time: Float64Array.from(states, ([, time]) => time),
      state: Uint8Array.from(states, ([state]) => STATE_CODE[state]),
      position: Float64Array.from(states, ([, , position]) => position),
      rate: Float64Array.from(states, ([, , , rate = 1]) => rate),
    },
    liveEdge,
    clampedDecisions: 0,
  };
}

/** Of the audio track of hand-written logs. */
export const AUDIO_BITRATE = 100_000;

function tableOf(
  rows: readonly RequestSpec[],
  sizeOf: (segment: number, level: number) => number,
  video: Video,
): RequestColumns {
  const sizes = rows.map(({ segment, level = 0, size }) => size ?? sizeOf(segment, level));
  const details: (RequestDetail | undefined)[] = [];
  rows.forEach(({ detail }, row) => {
    if (detail) details[row] = { attempt: 0, ...detail };
  });
  return {
    count: rows.length,
    segment: Int32Array.from(rows, ({ segment }) => segment),
    level: Int32Array.from(rows, ({ level = 0 }) => level),
    size: Float64Array.from(sizes),
    received: Float64Array.from(rows, ({ received }, row) => received ?? sizes[row]!),
    decided: Float64Array.from(rows, ({ decided, requested }) => decided ?? requested ?? 0),
    requested: Float64Array.from(rows, ({ requested }) => requested ?? 0),
    firstByte: Float64Array.from(rows, ({ firstByte }) => firstByte ?? Number.NaN),
    finished: Float64Array.from(rows, ({ finished }) => finished),
    bufferBefore: Float64Array.from(rows, ({ bufferBefore }) => bufferBefore ?? 0),
    bufferAfter: Float64Array.from(
      rows,
      ({ bufferAfter, segment }) => bufferAfter ?? video.durations[segment]!,
    ),
    estimate: Float64Array.from(rows, ({ estimate }) => estimate ?? Number.NaN),
    outcome: Uint8Array.from(rows, ({ outcome = "delivered" }) => OUTCOME_CODE[outcome]),
    reason: rows.map(({ reason }) => reason),
    details,
  };
}

/** Segments of 2 s at 1, 3 and 4 Mbit/s, which are 2, 6 and 8 Mbit each. */
export function threeLevels(segments: number): Video {
  const bitrates = [1e6, 3e6, 4e6];
  return videoFromSegments({
    name: "three-levels",
    levels: bitrates.map((bitrate) => ({ bitrate })),
    segmentDuration: 2,
    durations: new Float64Array(segments).fill(2),
    sizes: Array.from({ length: segments }, () => Float64Array.from(bitrates, (bitrate) => bitrate * 2)),
    sizesAre: "exact",
  });
}
