import { type Level, type Video, videoFromSegments } from "../../model/video.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import { type SceneModel, sceneSizes } from "./scene-model.js";

/** A video to be imagined. */
export interface GeneratedVideo {
  readonly name: string;
  /** By rising bitrate. */
  readonly levels: readonly Level[];
  readonly duration: Seconds;
  /** The last may be shorter. */
  readonly segmentDuration: Seconds;
  readonly scenes: SceneModel;
  /** An audio track of a constant bitrate; missing: none of its own. */
  readonly audioBitrate?: BitsPerSecond;
}

/** A share of a segment that is rounding, and no segment of its own. */
const SLIVER = 1e-6;

/** A video whose sizes are drawn from a model, and marked as estimated. */
export function generateVideo(wanted: GeneratedVideo): Video {
  const { name, levels, duration, segmentDuration, scenes, audioBitrate } = wanted;
  const count = Math.max(1, Math.ceil(duration / segmentDuration - SLIVER));
  const durations = new Float64Array(count).fill(segmentDuration);
  durations[count - 1] = duration - (count - 1) * segmentDuration;
  const { rateControl } = scenes;
  const peaked = levels.map((level) => ({
    ...level,
    ...(rateControl.kind === "capped-vbr" && { peakBitrate: level.bitrate * rateControl.cap }),
  }));
  const bitrates = levels.map(({ bitrate }) => bitrate);
  return videoFromSegments({
    name,
    levels: peaked,
    segmentDuration,
    durations,
    sizes: sceneSizes(bitrates, durations, scenes),
    sizesAre: "estimated",
    ...(audioBitrate !== undefined && {
      audio: [
        {
          name: "audio",
          bitrate: audioBitrate,
          durations,
          sizes: durations.map((seconds) => Math.max(1, Math.round(audioBitrate * seconds))),
          sizesAre: "estimated",
        },
      ],
    }),
  });
}
