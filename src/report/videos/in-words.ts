import { originInWords, type Video } from "../../model/video.js";
import { kbpsFromBps } from "../../units.js";
import { printable } from "../names.js";
import { count, quantity } from "../number-format.js";
import { videoFigures } from "./figures.js";

/** "6 levels from 300 kbit/s to 4.3 Mbit/s, 48 segments of 4 s, 192 s, sizes exact" */
export function videoInWords(video: Video): string {
  const { levels, segments, duration, segmentDuration, shortest, longest, lowest, highest } =
    videoFigures(video);
  const rate = (bitrate: number) => quantity(kbpsFromBps(bitrate), "kbit/s");
  const ladder =
    levels === 1 ? `1 level of ${rate(lowest)}` : `${levels} levels from ${rate(lowest)} to ${rate(highest)}`;
  const varying = shortest === longest ? "" : ` (${quantity(shortest, "s")} to ${quantity(longest, "s")})`;
  const cut = `${count(segments)} ${segments === 1 ? "segment" : "segments"} of ${quantity(segmentDuration, "s")}${varying}`;
  const tracks = video.audio?.map(({ name, bitrate }) => `${printable(name)} ${rate(bitrate)}`) ?? [];
  const scores = Object.keys(video.quality ?? {}).map((measure) => measure.toUpperCase());
  return [
    ladder,
    cut,
    quantity(duration, "s"),
    `sizes ${originInWords(video)}`,
    ...(tracks.length > 0 ? [`audio ${tracks.join(" and ")}`] : []),
    ...(scores.length > 0 ? [`${scores.join(" and ")} of each segment`] : []),
  ].join(", ");
}
