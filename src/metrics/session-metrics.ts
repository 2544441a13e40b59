import type { PlayedSegment, SessionMetrics } from "../model/metrics.js";
import { OUTCOME_CODE, type SessionLog } from "../model/session.js";
import type { Video } from "../model/video.js";
import type { Bits } from "../units.js";
import { meanBuffer } from "./buffer-corners.js";
import { playedSegments } from "./played-segments.js";
import { stateTimes } from "./state-times.js";

/** What is measured of a session, with the segments that it showed. */
export interface MeasuredSession {
  readonly metrics: SessionMetrics;
  readonly played: readonly PlayedSegment[];
}

/** Folds a session's log. What each metric includes and excludes is said at {@link SessionMetrics}. */
export function measureSession(log: SessionLog, video: Video): MeasuredSession {
  const { seconds, visits, firstFrame } = stateTimes(log);
  const completed = log.end.status === "completed";
  // At normal speed the media shown is the time playing; at the end of the video it is the video, without rounding.
  const media = completed ? video.duration : Math.min(seconds.playing, video.duration);
  const played = playedSegments(log, video, media);
  const started = firstFrame !== undefined;
  const metrics: SessionMetrics = {
    status: log.end.status,
    startup: firstFrame,
    stall: seconds.rebuffering,
    stallCount: visits.rebuffering,
    stallRatio: started ? ratio(seconds.rebuffering, seconds.playing + seconds.rebuffering) : undefined,
    seek: seconds.seeking,
    played: seconds.playing,
    media,
    watched: seconds.starting + seconds.playing + seconds.rebuffering + seconds.seeking,
    completion: media / video.duration,
    meanBitrate: meanBitrate(played),
    ...switchCounts(played),
    ...transfer(log, played, video),
    meanBuffer: meanBuffer(log, video),
  };
  return { metrics, played };
}

function ratio(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}

function meanBitrate(played: readonly PlayedSegment[]): number | undefined {
  let bits: Bits = 0;
  let shown = 0;
  for (const segment of played) {
    bits += segment.bitrate * segment.shown;
    shown += segment.shown;
  }
  return ratio(bits, shown);
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

function transfer(log: SessionLog, played: readonly PlayedSegment[], video: Video) {
  const { requests } = log;
  let downloaded: Bits = 0;
  let wasted: Bits = 0;
  let failedRequests = 0;
  for (let row = 0; row < requests.count; row++) {
    const received = requests.received[row]!;
    downloaded += received;
    // Played segments are the first of the requests, because a sequential player fetches in order of media time.
    const shown = played[row]?.shown ?? 0;
    wasted += received * (1 - shown / video.durations[requests.segment[row]!]!);
    if (requests.outcome[row] === OUTCOME_CODE.starved) failedRequests++;
  }
  return { downloaded, wasted, requests: requests.count, abandoned: 0, failedRequests };
}
