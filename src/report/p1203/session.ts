import { SLIVER, segmentStarts } from "../../metrics/segment-times.js";
import type { MeasuredSession } from "../../metrics/session-metrics.js";
import { stalls } from "../../metrics/stalls.js";
import type { PlayedSegment, ShownPart } from "../../model/metrics.js";
import type { SessionLog } from "../../model/session.js";
import { originOf, type Video } from "../../model/video.js";
import { type BitsPerSecond, kbpsFromBps, type Seconds } from "../../units.js";
import type { P1203Input, P1203VideoSegment } from "./format.js";
import { p1203Level } from "./level.js";

/** A session to be judged by P.1203. */
export interface SessionForP1203 extends MeasuredSession {
  readonly log: SessionLog;
  readonly video: Video;
  /** Of the separate audio track, where there is one. */
  readonly audioBitrate?: BitsPerSecond;
}

/** As in the examples of the public implementation. The distance is in the format, and not used. */
const SCREEN = { device: "pc", displaySize: "1920x1080", viewingDistance: "150cm" } as const;
/** The format wants one; nothing reads it. */
const streamId = 1;

/**
 * A session as P.1203's input; undefined if nothing was shown.
 *
 * The standard knows one uninterrupted piece of media, so its time is the media shown so far: it goes on where a seek
 * leads elsewhere in the video. Waiting after a seek, and pauses, are no stalls, and in no part of it.
 *
 * @throws RangeError when the video does not say of a level what P.1203 has to know ({@link p1203Level})
 */
export function p1203Input(session: SessionForP1203): P1203Input | undefined {
  const { video, metrics, audioBitrate } = session;
  const played = session.played.filter(isMedia);
  const audioPlayed = session.audioPlayed.filter(isMedia);
  if (played.length === 0) return undefined;
  const starts = startsOf(played);
  const { startup = 0 } = metrics;
  return {
    I11: {
      streamId,
      segments: startsOf(audioPlayed).map((times) => ({
        codec: "aaclc",
        ...times,
        bitrate: shortened(kbpsFromBps(audioBitrate ?? 0)),
      })),
    },
    I13: {
      streamId,
      segments: played.map((segment, index) => videoSegment(segment, starts[index]!, video)),
    },
    I23: {
      streamId,
      stalling: [...standstill(0, startup), ...stallsShown(session.log, video, played, starts)],
    },
    IGen: SCREEN,
  };
}

const isMedia = ({ shown }: ShownPart): boolean => shown >= SLIVER;

interface Times {
  readonly start: Seconds;
  readonly duration: Seconds;
}

/** Parts one after the other, without gaps. */
function startsOf(parts: readonly ShownPart[]): Times[] {
  let reached: Seconds = 0;
  return parts.map(({ shown }) => {
    const start = shortened(reached);
    reached += shown;
    return { start, duration: shortened(shortened(reached) - start) };
  });
}

function videoSegment(
  { segment, level: place }: PlayedSegment,
  times: Times,
  video: Video,
): P1203VideoSegment {
  const level = video.levels[place]!;
  const known = p1203Level(level);
  if (known.kind !== "described") throw new RangeError(`level ${place} of ${video.name}: ${known.kind}`);
  const { codec, resolution, fps } = known;
  // Estimated sizes are drawn about the nominal bitrate, and say no more of what the segment looks like.
  const bitrate =
    originOf(video, segment, place) === "exact"
      ? video.sizes[segment]![place]! / video.durations[segment]!
      : level.bitrate;
  return {
    codec,
    ...times,
    resolution,
    bitrate: shortened(kbpsFromBps(bitrate)),
    fps,
    representation: place,
  };
}

/** Each stall at the media shown before it. */
function stallsShown(
  log: SessionLog,
  video: Video,
  played: readonly PlayedSegment[],
  times: readonly Times[],
) {
  const begins = segmentStarts(video);
  let part = 0;
  return stalls(log).flatMap(({ from, to, position }) => {
    while (part + 1 < played.length && played[part + 1]!.from <= from) part++;
    const { segment, offset, shown } = played[part]!;
    const within = Math.min(Math.max(position - begins[segment]! - offset, 0), shown);
    return standstill(shortened(times[part]!.start + within), to - from);
  });
}

const standstill = (start: Seconds, duration: Seconds): (readonly [Seconds, Seconds])[] =>
  duration > 0 ? [[start, shortened(duration)]] : [];

/** To a microsecond, or millibit: sums of durations would end in rounding errors. */
const shortened = (value: number): number => Math.round(value * 1e6) / 1e6;
