import type { Agreement, PlayFigures } from "../model/agreement.js";
import type { Playback } from "../model/playback.js";
import { OUTCOME_CODE, type SessionLog } from "../model/session.js";
import type { SessionSettings } from "../model/settings/index.js";
import type { Video } from "../model/video.js";
import { meanOfKnown } from "./mean.js";
import { qoeASegment } from "./play-qoe.js";
import { linear } from "./qoe/linear.js";
import { measureSession } from "./session-metrics.js";

/** What a real player's play came to. */
export function figuresOfPlayback(playback: Playback, video: Video): PlayFigures {
  const { levels, startup, stall } = playback;
  return withTotals({ levels, startup, stall }, video);
}

/** What a simulated play of the same video came to. */
export function figuresOfLog(log: SessionLog, video: Video, settings: SessionSettings): PlayFigures {
  const { metrics } = measureSession(log, video, settings);
  const levels = new Array<number | undefined>(video.durations.length).fill(undefined);
  const { count, outcome, segment, level } = log.requests;
  for (let row = 0; row < count; row++)
    if (outcome[row] === OUTCOME_CODE.delivered) levels[segment[row]!] = level[row]!;
  return withTotals({ levels, startup: metrics.startup, stall: metrics.stall }, video);
}

/** By segments, each of which counts alike: so the two are asked the same, however a segment was cut short. */
function withTotals(play: Pick<PlayFigures, "levels" | "startup" | "stall">, video: Video): PlayFigures {
  const loaded = play.levels.filter((level) => level !== undefined);
  const qoe = linear.additivity.terms(video);
  return {
    ...play,
    meanBitrate: meanOfKnown(loaded.map((level) => video.levels[level]!.bitrate)),
    switches: loaded.filter((level, nth) => nth > 0 && level !== loaded[nth - 1]).length,
    qoe: qoe && qoeASegment(play, qoe),
  };
}

/**
 * How far one play of a stream is from another one of the same stream.
 *
 * @throws RangeError when the streams have not as many segments
 */
export function agreementOf(one: PlayFigures, other: PlayFigures): Agreement {
  const segments = other.levels.length;
  if (one.levels.length !== segments)
    throw new RangeError(`expected a play of ${segments} segments, got one of ${one.levels.length}`);
  const differences = one.levels.flatMap((level, segment) => {
    const otherLevel = other.levels[segment];
    return level === undefined || otherLevel === undefined ? [] : [level - otherLevel];
  });
  return {
    segments,
    agreeing: differences.filter((difference) => difference === 0).length,
    meanLevelDifference: meanOfKnown(differences),
    meanLevelDistance: meanOfKnown(differences.map(Math.abs)),
    bitrateError:
      one.meanBitrate !== undefined && other.meanBitrate !== undefined
        ? one.meanBitrate / other.meanBitrate - 1
        : undefined,
    startupError:
      one.startup !== undefined && other.startup !== undefined ? one.startup - other.startup : undefined,
    stallError: one.stall - other.stall,
    switchesDifference: one.switches - other.switches,
    qoeError: one.qoe !== undefined && other.qoe !== undefined ? one.qoe - other.qoe : undefined,
  };
}
