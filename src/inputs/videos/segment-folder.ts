import { InputError } from "../../errors.js";
import type { AudioTrack, Level, Video } from "../../model/video.js";
import { isWithin, quantityError } from "../quantity.js";
import { audioTrack } from "./listed-audio.js";
import { checkLevels, ladderAmong, type SizedLevel, videoOfLevels } from "./listed-levels.js";
import { meanBitrate, type SizedSegments } from "./listed-segments.js";
import type { Track } from "./mp4/track.js";
import { SEGMENT_S } from "./quantities.js";
import { type Header, headerFor } from "./segment-folder/headers.js";
import { isMp4, isSound } from "./segment-folder/media.js";
import { numberedFiles } from "./segment-folder/numbering.js";
import { contentsOf, partsOf, type SegmentFolder, segmentsIn } from "./segment-folder/sized-files.js";

/** What a user calls the format, which is of folders, and not of files as all others are. */
export const SEGMENTS = { name: "segments", looks: "a folder of segments" } as const;

/**
 * A video from segments on the disk. Those of a level are in a folder of its own, or share a name but for the number that
 * counts them; a file of MP4 in fragments, with its header, is a level by itself. All sizes are exact. Durations are those
 * of the segments' index or samples, in MP4, else `segmentSeconds`. A level's bitrate is its mean.
 *
 * @throws InputError where a segment is missing, empty or of unknown duration, and where levels differ in their segments
 */
export async function readSegmentFolder(folder: SegmentFolder): Promise<Video> {
  const { where, name, segmentSeconds, note } = folder;
  if (segmentSeconds !== undefined && !isWithin(segmentSeconds, SEGMENT_S))
    throw quantityError(segmentSeconds, SEGMENT_S, `${where}, segmentSeconds`);
  const contents = await contentsOf(folder);
  const found: Found[] = [];
  const headers: Header[] = [];
  const rest: string[] = [];
  for (const file of folder.names) {
    const { track, parts = [] } = contents.get(file) ?? {};
    if (track === undefined) rest.push(file);
    else if (parts.length === 0) headers.push({ name: file, track });
    else found.push({ label: file, track, segments: partsOf(folder, file, parts) });
  }
  const groups = numberedFiles(rest, where);
  checkLevels(found.length + groups.length, where);
  for (const { label, names } of groups) {
    const track = isMp4(label) ? headerFor(label, headers) : undefined;
    found.push({ label, track, segments: await segmentsIn(folder, names, contents, track) });
  }
  const names = namesOf(found.map(({ label }) => label));
  const isAudio = ({ label, track }: Found) => (track ? track.media === "audio" : isSound(label));
  const levels = found
    .filter((each) => !isAudio(each))
    .map((each): SizedLevel => {
      const { label, segments } = each;
      return { level: levelOf(each, names.get(label)!), where: `${where}/${label}`, segments };
    });
  if (levels.length === 0)
    throw new InputError({ where, expected: "a folder with segments of video", received: "none" });
  const audio: AudioTrack[] = [];
  for (const { label, segments } of found.filter(isAudio))
    audio.push(
      audioTrack(
        { name: names.get(label)!, language: undefined, codec: undefined, channels: undefined },
        segments,
        audio,
      ),
    );
  return videoOfLevels(ladderAmong(levels, note), { name, segmentDuration: segmentSeconds, audio, note });
}

/** The segments that share a label, and the track that they are of, where that is known. */
interface Found {
  readonly label: string;
  readonly track: Track | undefined;
  readonly segments: SizedSegments;
}

function levelOf({ track, segments }: Found, name: string): Level {
  const { width, height } = track ?? {};
  return {
    bitrate: meanBitrate(segments),
    name,
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  };
}

/** What levels are called: by their folder, or where others are in it too, by what their files' names have in common. */
function namesOf(labels: readonly string[]): ReadonlyMap<string, string> {
  const folderOf = (label: string) => label.slice(0, Math.max(0, label.lastIndexOf("/")));
  return new Map(
    labels.map((label) => {
      const folder = folderOf(label);
      const isAlone = folder !== "" && labels.filter((other) => folderOf(other) === folder).length === 1;
      const file = label.replace(/\.\w+$/, "");
      return [label, isAlone ? folder : file.replace(/[-_.]*#/, "") || file];
    }),
  );
}
