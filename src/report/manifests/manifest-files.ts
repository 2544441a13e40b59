import { InputError } from "../../errors.js";
import type { AudioTrack, Level, Video } from "../../model/video.js";
import { type Bits, type BitsPerSecond, bytesFromBits, type Seconds } from "../../units.js";

/** A file of a manifest. */
export interface ManifestFile {
  /** Below the folder that all go to. */
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** A kind of manifest. */
export interface ManifestForm {
  /** As in `--to hls`. */
  readonly name: string;
  /** In a few words: what it holds of a video. */
  readonly holds: string;
  /** The manifest itself comes first. @throws InputError for a video that the form cannot hold */
  write(video: Video): readonly ManifestFile[];
}

/** A representation or a rendition: a level of the ladder, or an audio track. */
export interface Track {
  /** Safe in a file name, unique within the video. */
  readonly id: string;
  readonly kind: "video" | "audio";
  readonly bitrate: BitsPerSecond;
  readonly durations: ArrayLike<Seconds>;
  /** Bytes of each segment. */
  readonly bytes: readonly number[];
}

export interface LevelTrack extends Track {
  readonly kind: "video";
  readonly level: Level;
}

export interface AudioTrackOf extends Track {
  readonly kind: "audio";
  readonly audio: AudioTrack;
}

/** The levels of a video as tracks. */
export function levelTracks(video: Video): readonly LevelTrack[] {
  const ids = uniqueIds(
    video.levels.map(({ name, height }, level) => name ?? (height ? `${height}p` : `${level}`)),
  );
  return video.levels.map((level, at) => ({
    id: ids[at]!,
    kind: "video",
    level,
    bitrate: Math.round(level.bitrate),
    durations: video.durations,
    bytes: video.sizes.map((row, segment) =>
      wholeBytes(row[at]!, `${video.name}, segment ${segment}, level ${at}`),
    ),
  }));
}

/** The audio tracks of a video. */
export function audioTracks(video: Video): readonly AudioTrackOf[] {
  const tracks = video.audio ?? [];
  const ids = uniqueIds(tracks.map(({ name }) => `audio-${name}`));
  return tracks.map((audio, at) => ({
    id: ids[at]!,
    kind: "audio",
    audio,
    bitrate: Math.round(audio.bitrate),
    durations: audio.durations,
    bytes: Array.from(audio.sizes, (bits, segment) =>
      wholeBytes(bits, `${video.name}, audio ${audio.name}, segment ${segment}`),
    ),
  }));
}

function wholeBytes(bits: Bits, where: string): number {
  const bytes = bytesFromBits(bits);
  if (Number.isInteger(bytes)) return bytes;
  throw new InputError({
    where,
    expected: "a size in whole bytes, which is all that a manifest can say",
    received: `${bits} bits`,
  });
}

/** Names as they may stand in an address and in an XML attribute, each of its own. */
function uniqueIds(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const safe = name.replaceAll(/[^A-Za-z0-9_.-]+/g, "-").replace(/^[.-]+/, "") || "track";
    let id = safe;
    for (let other = 2; taken.has(id); other++) id = `${safe}-${other}`;
    taken.add(id);
    return id;
  });
}
