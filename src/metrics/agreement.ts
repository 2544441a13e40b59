import type { Agreement, PlayFigures } from "../model/agreement.js";
import type { Playback } from "../model/playback.js";
import type { SessionLog } from "../model/session.js";
import type { SessionSettings } from "../model/settings/index.js";
import type { Video } from "../model/video.js";
import { meanOfKnown } from "./mean.js";
import { measureSession } from "./session-metrics.js";

type Levels = PlayFigures["levels"];

/** What a real player's play came to. */
export function figuresOfPlayback({ levels, startup, stall }: Playback, video: Video): PlayFigures {
  return { levels, startup, stall, ...inAll(levels, video) };
}

/** What a simulated play of the same video came to. */
export function figuresOfLog(log: SessionLog, video: Video, settings: SessionSettings): PlayFigures {
  const { metrics, played } = measureSession(log, video, settings);
  const levels = new Array<number | undefined>(video.durations.length).fill(undefined);
  for (const { segment, level } of played) levels[segment] = level;
  return { levels, startup: metrics.startup, stall: metrics.stall, ...inAll(levels, video) };
}

/** By segments, each of which counts alike: so the two are asked the same, however a segment was cut short. */
function inAll(levels: Levels, video: Video): Pick<PlayFigures, "meanBitrate" | "switches"> {
  const shown = levels.filter((level) => level !== undefined);
  const bitrates = shown.map((level) => video.levels[level]!.bitrate);
  return {
    meanBitrate: meanOfKnown(bitrates),
    switches: shown.filter((level, nth) => nth > 0 && level !== shown[nth - 1]).length,
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
  };
}
