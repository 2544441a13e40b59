import { InputError } from "../../errors.js";
import { originsOf, qualityOf, type Video, videoFromSegments } from "../../model/video.js";
import { bpsFromKbps } from "../../units.js";
import { formatNamed, theOneThatFits } from "../formats.js";
import { HEAD_LENGTH, headOf } from "../head.js";
import { isWithin, quantityError } from "../quantity.js";
import type { VideoFile } from "./format.js";
import { SEGMENTS } from "./quantities.js";
import { VIDEO_FORMATS } from "./registry.js";
import type { VideoEntry } from "./source.js";

/**
 * Reads a video from a file in any format.
 *
 * @throws InputError when the text is not a video in the given or in exactly one format
 */
export async function readVideo(file: VideoFile, formatName?: string): Promise<Video> {
  const { text, where } = file;
  const format =
    formatName === undefined
      ? theOneThatFits(
          VIDEO_FORMATS,
          ({ detect }) => detect(text),
          headOf(text.slice(0, HEAD_LENGTH), text.length <= HEAD_LENGTH),
          "video",
          where,
        )
      : formatNamed(VIDEO_FORMATS, formatName, "video", where);
  return format.read(file);
}

/**
 * The video as its entry wants it: under the entry's name, with what it says of levels, and its first `segments` segments. The sizes of the
 * others are kept beyond them.
 *
 * @throws InputError when the entry says otherwise than the file, or wants more segments than there are
 */
export function asEntrySays(found: Video, entry: VideoEntry, where: string): Video {
  const video = { ...found, levels: levelsByEntry(found, entry, where) };
  const { bitratesKbps, segmentSeconds, segments, name = video.name } = entry;
  const bitrates = video.levels.map(({ bitrate }) => bitrate);
  if (bitratesKbps !== undefined && bitratesKbps.map(bpsFromKbps).join() !== bitrates.join())
    throw disagreement(where, "bitratesKbps");
  if (segmentSeconds !== undefined && segmentSeconds !== video.segmentDuration)
    throw disagreement(where, "segmentSeconds");
  if (segments === undefined) return { ...video, name };
  if (!isWithin(segments, SEGMENTS)) throw quantityError(segments, SEGMENTS, `${where}, segments`);
  if (segments > video.durations.length)
    throw new InputError({
      where: `${where}, segments`,
      expected: `at most the ${video.durations.length} segments that the video has`,
      received: `${segments}`,
    });
  const durations = video.durations.slice(0, segments);
  const quality = qualityOf(video, [...durations.keys()]);
  return videoFromSegments({
    ...video,
    name,
    durations,
    sizes: video.sizes.slice(0, segments),
    sizesBeyond: video.sizes.slice(segments),
    sizesAre: originsOf(video, [...durations.keys()]),
    ...(quality && { quality }),
  });
}

function levelsByEntry({ levels }: Video, { levels: entries }: VideoEntry, where: string): Video["levels"] {
  if (entries === undefined) return levels;
  if (entries.length !== levels.length)
    throw new InputError({
      where: `${where}, levels`,
      expected: `${levels.length} levels, as the video has`,
      received: `${entries.length}`,
    });
  return levels.map((level, place) => {
    const said = Object.entries(entries[place]!).filter(([, value]) => value !== undefined);
    return Object.freeze({ ...level, ...Object.fromEntries(said) });
  });
}

function disagreement(where: string, key: string): InputError {
  return new InputError({
    where: `${where}, ${key}`,
    expected: "the same as in the file",
    received: "something else",
    hint: `Leave ${key} out: the file says it`,
  });
}
