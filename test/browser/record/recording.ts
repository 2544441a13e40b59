import { type Seconds, secondsFromMs } from "../../../src/units.js";
import type { RecordedPlay } from "../harness/protocol.js";
import type { Played } from "../harness/session.js";
import { type RequestEntry, requestEntries } from "./request-entry.js";
import { streamFiles } from "./stream-files.js";
import { type TimedEvent, type Waits, waitsOf } from "./waits.js";

/** What was played. */
export interface Subject {
  /** As abrsim's profile of it is called: "hlsjs". */
  readonly player: string;
  /** The name of the trace's file. */
  readonly trace: string;
  readonly latencyMs: number;
  /** Of abrsim's, in the place of the player's own ABR. */
  readonly policy?: string | undefined;
}

/**
 * A play, as a file of recordings has it (src/inputs/playbacks reads it). All times are seconds since the first request,
 * with which the trace begins.
 */
export interface Recording extends Waits {
  readonly player: string;
  readonly policy?: string;
  readonly version: string;
  readonly trace: string;
  readonly latency_s: Seconds;
  readonly dropped_frames: number;
  /** Of each segment, as it last came whole. */
  readonly levels: readonly number[];
  readonly events: readonly TimedEvent[];
  readonly requests: readonly RequestEntry[];
}

/** Of what a session came to, the part that recordings are made of. */
export type RecordedSession = Pick<
  Played<RecordedPlay>,
  "value" | "stream" | "requests" | "pageClockOffsetMs"
>;

/** @throws Error when a segment never came whole, or something was asked for that the stream does not have */
export function recordingOf(
  { player, trace, latencyMs, policy }: Subject,
  { value, stream, requests: served, pageClockOffsetMs }: RecordedSession,
): Recording {
  const endedMs = Math.max(...value.events.map(({ atMs }) => atMs)) + pageClockOffsetMs;
  const requests = requestEntries(served, streamFiles(stream), endedMs);
  // An element may wait before the player has asked for anything, when there is no time yet.
  const events = value.events.map(
    ({ name, atMs, positionSeconds }): TimedEvent => [
      name,
      Math.max(0, toMs(secondsFromMs(atMs + pageClockOffsetMs))),
      toMs(positionSeconds),
    ],
  );
  const { startup_s, stall_s, stall_count } = waitsOf(events);
  return {
    player,
    ...(policy !== undefined && { policy }),
    version: value.version,
    trace,
    latency_s: secondsFromMs(latencyMs),
    startup_s,
    stall_s: toMs(stall_s),
    stall_count,
    dropped_frames: value.droppedFrames,
    levels: levelsOf(requests, stream.segmentCount),
    events,
    requests,
  };
}

function levelsOf(requests: readonly RequestEntry[], segmentCount: number): readonly number[] {
  const levels = new Map<number, number>();
  const whole = requests.filter(({ kind, end_s }) => kind === "segment" && end_s !== null);
  for (const { segment, level } of whole.toSorted((a, b) => a.end_s! - b.end_s!))
    levels.set(segment!, level!);
  return Array.from({ length: segmentCount }, (_, segment) => {
    const level = levels.get(segment);
    if (level === undefined) throw new Error(`segment ${segment} never came whole`);
    return level;
  });
}

/** To a millisecond. */
const toMs = (seconds: Seconds): Seconds => Number(seconds.toFixed(3));
