import type { PlayedSegment, SessionMetrics, ShownPart } from "../model/metrics.js";
import type { SessionLog } from "../model/session.js";
import type { SessionSettings } from "../model/settings/index.js";
import type { Video } from "../model/video.js";
import type { Bits, Seconds } from "../units.js";
import { meanBuffer } from "./buffer-corners.js";
import { completionOf } from "./completion.js";
import { isPlain } from "./plain-log.js";
import { playingStretches, shownSpans } from "./playback.js";
import { type PlayedMemory, playedInOrder } from "./played-segments.js";
import { playedByVisits, shownParts, visits } from "./shown-parts.js";
import { type StateTimes, stateTimes } from "./state-times.js";
import { plainTransfer, type Transfer, transfer } from "./transfer.js";

/** What is measured of a session, with the segments that it showed. */
export interface MeasuredSession {
  readonly metrics: SessionMetrics;
  /** In order of time. */
  readonly played: readonly PlayedSegment[];
  /** The same of audio; empty where audio is not separate. */
  readonly audioPlayed: readonly ShownPart[];
}

/**
 * Folds a session's log. What each metric includes and excludes is said at {@link SessionMetrics}.
 *
 * @param video the one that the log's segments and positions count in: of a series, all its episodes in a row
 * @param settings tell what the content is; a plain recording, if missing
 * @param memory to use, so that a run of millions allocates next to nothing; what was played is then valid until it is
 * used again
 */
export function measureSession(
  log: SessionLog,
  video: Video,
  settings?: SessionSettings,
  memory?: PlayedMemory,
): MeasuredSession {
  const times = stateTimes(log);
  const { seconds, visits: entries, firstFrame } = times;
  const plain = isPlain(log, video);
  const { media, completion, played, audioPlayed, bits } =
    plain && settings?.content?.kind !== "series"
      ? plainlyShown(log, video, times, memory)
      : shown(log, video, settings);
  const started = firstFrame !== undefined;
  const { switches, upswitches, downswitches, switchMagnitude } = switchCounts(played);
  const { downloaded, wasted, requests, abandoned, failedRequests } = bits;
  const metrics: SessionMetrics = {
    status: log.end.status,
    startup: started ? seconds.starting : undefined,
    stall: seconds.rebuffering,
    stallCount: entries.rebuffering,
    stallRatio: started ? ratio(seconds.rebuffering, seconds.playing + seconds.rebuffering) : undefined,
    seek: seconds.seeking,
    played: seconds.playing,
    media,
    watched: seconds.starting + seconds.playing + seconds.rebuffering + seconds.seeking,
    completion,
    meanBitrate: meanBitrate(played),
    switches,
    switchMagnitude,
    upswitches,
    downswitches,
    downloaded,
    wasted,
    requests,
    abandoned,
    failedRequests,
    meanBuffer: meanBuffer(log, video, plain),
  };
  return { metrics, played, audioPlayed };
}

interface Shown extends Omit<MeasuredSession, "metrics"> {
  readonly media: Seconds;
  readonly completion: number;
  readonly bits: Transfer;
}

/** @see isPlain */
function plainlyShown(
  log: SessionLog,
  video: Video,
  { seconds }: StateTimes,
  memory: PlayedMemory | undefined,
): Shown {
  const completed = log.end.status === "completed";
  // At normal speed the media shown is the time playing; at the end of the video it is the video, without rounding.
  const media = completed ? video.duration : Math.min(seconds.playing, video.duration);
  const played = playedInOrder(log, video, media, memory);
  const completion = media / video.duration;
  return { media, completion, played, audioPlayed: [], bits: plainTransfer(log, played, video) };
}

function shown(log: SessionLog, video: Video, settings: SessionSettings | undefined): Shown {
  const stretches = playingStretches(log);
  const spans = shownSpans(stretches);
  const visited = visits(stretches, video);
  const played = playedByVisits(log.requests, visited, video);
  const audioPlayed = shownParts(log.audio, visited, video);
  return {
    media: spans.reduce((sum, { from, to }) => sum + (to - from), 0),
    completion: completionOf(spans, log, video, settings),
    played,
    audioPlayed,
    bits: transfer(log, { video: played, audio: audioPlayed }, video),
  };
}

function ratio(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}

function meanBitrate(played: readonly PlayedSegment[]): number | undefined {
  let bits: Bits = 0;
  let seconds: Seconds = 0;
  for (const segment of played) {
    bits += segment.bitrate * segment.shown;
    seconds += segment.shown;
  }
  return ratio(bits, seconds);
}

function switchCounts(played: readonly PlayedSegment[]) {
  let upswitches = 0;
  let downswitches = 0;
  let switchMagnitude = 0;
  for (let i = 1; i < played.length; i++) {
    const change = played[i]!.bitrate - played[i - 1]!.bitrate;
    if (change > 0) upswitches++;
    if (change < 0) downswitches++;
    switchMagnitude += Math.abs(change);
  }
  return { switches: upswitches + downswitches, upswitches, downswitches, switchMagnitude };
}
