import { type Level, originOf, type Video } from "../../model/video.js";
import type { Bits, BitsPerSecond, Seconds } from "../../units.js";

/** What a level's segments are like. */
export interface LevelFigures extends Level {
  readonly level: number;
  /** Bits of all segments over their seconds. */
  readonly meanBitrate: BitsPerSecond;
  /** The highest bitrate of a segment. */
  readonly highestBitrate: BitsPerSecond;
  /** Standard deviation of the segments' bitrates over their mean. */
  readonly variation: number;
  /** Segments whose size was derived from a bitrate. */
  readonly estimated: number;
}

/** What the levels of a video are like. */
export function levelFigures(video: Video): readonly LevelFigures[] {
  const { levels, durations, sizes, duration } = video;
  return levels.map((declared, level) => {
    const rates = sizes.map((row, segment) => row[level]! / durations[segment]!);
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / rates.length;
    return {
      ...declared,
      level,
      meanBitrate: sizes.reduce((sum, row) => sum + row[level]!, 0) / duration,
      highestBitrate: rates.reduce((highest, rate) => Math.max(highest, rate), 0),
      variation: Math.sqrt(variance) / mean,
      estimated: sizes.filter((_, segment) => originOf(video, segment, level) === "estimated").length,
    };
  });
}

/** What a video is like as a whole. */
export interface VideoFigures {
  readonly name: string;
  readonly levels: number;
  readonly segments: number;
  readonly duration: Seconds;
  readonly segmentDuration: Seconds;
  readonly shortest: Seconds;
  readonly longest: Seconds;
  readonly lowest: BitsPerSecond;
  readonly highest: BitsPerSecond;
  readonly audio: number;
  readonly sizes: Bits;
}

export function videoFigures({
  name,
  levels,
  durations,
  duration,
  segmentDuration,
  sizes,
  audio,
}: Video): VideoFigures {
  return {
    name,
    levels: levels.length,
    segments: durations.length,
    duration,
    segmentDuration,
    shortest: durations.reduce((least, seconds) => Math.min(least, seconds)),
    longest: durations.reduce((most, seconds) => Math.max(most, seconds)),
    lowest: levels[0]!.bitrate,
    highest: levels.at(-1)!.bitrate,
    audio: audio?.length ?? 0,
    sizes: sizes.reduce((sum, row) => sum + row.reduce((total, bits) => total + bits, 0), 0),
  };
}
