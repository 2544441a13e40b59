import type { AudioTrack, Level, SizeOrigin, Video } from "../../model/video.js";
import { type BitsPerSecond, bpsFromKbps, kbpsFromBps } from "../../units.js";
import { converted } from "../converted.js";

/**
 * A video in abrsim's own format of measured videos: JSON with a line for each level and each segment, which reads back
 * equal. Sizes beyond the segments played are left out: they are not of the video.
 */
export function measuredVideo(video: Video): string {
  const { name, segmentDuration, levels, durations, sizes, sizesAre, quality, audio } = video;
  return document({
    name: JSON.stringify(name),
    segmentSeconds: JSON.stringify(segmentDuration),
    durationsSeconds: durations.every((seconds) => seconds === segmentDuration)
      ? undefined
      : JSON.stringify(Array.from(durations)),
    levels: lines(levels.map(levelFields)),
    sizesBits: lines(sizes.map((row) => Array.from(row))),
    sizesEstimated: typeof sizesAre === "string" ? allEstimated(sizesAre) : lines(sizesAre.map(marks)),
    quality:
      quality &&
      document(
        {
          vmaf:
            quality.vmaf &&
            lines(
              quality.vmaf.map((row) => Array.from(row)),
              "    ",
            ),
          ssim:
            quality.ssim &&
            lines(
              quality.ssim.map((row) => Array.from(row)),
              "    ",
            ),
        },
        "  ",
      ),
    audio: audio && lines(audio.map(trackFields)),
  }).concat("\n");
}

/** A mapping whose values are JSON already, each on a line; those that are missing are left out. */
function document(values: Readonly<Record<string, string | undefined>>, indent = ""): string {
  const held = Object.entries(values).filter(([, json]) => json !== undefined);
  return `{\n${held.map(([key, json]) => `${indent}  "${key}": ${json}`).join(",\n")}\n${indent}}`;
}

const lines = (values: readonly unknown[], indent = "  "): string =>
  `[\n${values.map((value) => `${indent}  ${JSON.stringify(value)}`).join(",\n")}\n${indent}]`;

const kbps = (bitrate: BitsPerSecond): number => converted(bitrate, kbpsFromBps, bpsFromKbps);
const marks = (origins: readonly SizeOrigin[]) => origins.map((origin) => (origin === "estimated" ? 1 : 0));
const allEstimated = (origin: SizeOrigin) => (origin === "estimated" ? "true" : undefined);

function levelFields({ bitrate, peakBitrate, ...rest }: Level): object {
  return {
    bitrateKbps: kbps(bitrate),
    ...(peakBitrate !== undefined && { peakBitrateKbps: kbps(peakBitrate) }),
    ...rest,
  };
}

function trackFields({ bitrate, durations, sizes, sizesAre, ...rest }: AudioTrack): object {
  const estimated = typeof sizesAre === "string" ? sizesAre === "estimated" : marks(sizesAre);
  return {
    ...rest,
    bitrateKbps: kbps(bitrate),
    durationsSeconds: Array.from(durations),
    sizesBits: Array.from(sizes),
    ...(estimated !== false && { sizesEstimated: estimated }),
  };
}
