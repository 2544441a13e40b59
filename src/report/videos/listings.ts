import { originInWords, type Video } from "../../model/video.js";
import { type BitsPerSecond, kbpsFromBps } from "../../units.js";
import type { Listing } from "../listings/index.js";
import { quantity } from "../number-format.js";
import { type LevelFigures, levelFigures, videoFigures } from "./figures.js";

const rate = (bitrate: BitsPerSecond | undefined) =>
  bitrate === undefined ? quantity(undefined, "") : quantity(kbpsFromBps(bitrate), "kbit/s");
const kbps = (bitrate: BitsPerSecond | undefined) =>
  bitrate === undefined ? undefined : kbpsFromBps(bitrate);

/** Videos, a row each. */
export function videoListing(videos: readonly { readonly video: Video; readonly path: string }[]): Listing<{
  readonly video: Video;
  readonly path: string;
  readonly figures: ReturnType<typeof videoFigures>;
}> {
  return {
    rows: videos.map((each) => ({ ...each, figures: videoFigures(each.video) })),
    columns: [
      { name: "video", read: ({ video }) => video.name },
      { name: "path", read: ({ path }) => path },
      { name: "levels", read: ({ figures }) => figures.levels },
      {
        name: "lowest_kbps",
        heading: "lowest",
        read: ({ figures }) => kbps(figures.lowest),
        show: ({ figures }) => rate(figures.lowest),
      },
      {
        name: "highest_kbps",
        heading: "highest",
        read: ({ figures }) => kbps(figures.highest),
        show: ({ figures }) => rate(figures.highest),
      },
      { name: "segments", read: ({ figures }) => figures.segments },
      {
        name: "segment_s",
        heading: "of",
        read: ({ figures }) => figures.segmentDuration,
        show: ({ figures }) => quantity(figures.segmentDuration, "s"),
      },
      {
        name: "duration_s",
        heading: "duration",
        read: ({ figures }) => figures.duration,
        show: ({ figures }) => quantity(figures.duration, "s"),
      },
      { name: "audio_tracks", heading: "audio\ntracks", read: ({ figures }) => figures.audio },
      { name: "sizes", read: ({ video }) => originInWords(video) },
    ],
  };
}

/** The levels of a video, a row each. */
export function levelListing(video: Video): Listing<LevelFigures> {
  return {
    rows: levelFigures(video),
    columns: [
      { name: "level", read: ({ level }) => level },
      { name: "name", read: ({ name }) => name },
      { name: "size", read: ({ width, height }) => (height ? `${width ?? "?"}x${height}` : undefined) },
      { name: "frame_rate", heading: "frames/s", read: ({ frameRate }) => frameRate },
      { name: "codec", read: ({ codec }) => codec },
      {
        name: "bitrate_kbps",
        heading: "bitrate",
        read: ({ bitrate }) => kbps(bitrate),
        show: ({ bitrate }) => rate(bitrate),
      },
      {
        name: "peak_bitrate_kbps",
        heading: "declared\npeak",
        read: ({ peakBitrate }) => kbps(peakBitrate),
        show: ({ peakBitrate }) => rate(peakBitrate),
      },
      {
        name: "mean_bitrate_kbps",
        heading: "mean of\nsegments",
        read: ({ meanBitrate }) => kbps(meanBitrate),
        show: ({ meanBitrate }) => rate(meanBitrate),
      },
      {
        name: "highest_bitrate_kbps",
        heading: "highest\nsegment",
        read: ({ highestBitrate }) => kbps(highestBitrate),
        show: ({ highestBitrate }) => rate(highestBitrate),
      },
      { name: "variation", heading: "CoV of\nbitrates", read: ({ variation }) => variation },
      { name: "estimated_sizes", heading: "estimated\nsizes", read: ({ estimated }) => estimated },
    ],
  };
}
