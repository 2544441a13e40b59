import { InputError } from "../../errors.js";
import type { AudioTrack } from "../../model/video.js";
import type { LinkedFiles } from "../linked-files.js";
import type { VideoFile, VideoFormat } from "./format.js";
import { isMultivariant } from "./hls/lines.js";
import { readMediaPlaylist } from "./hls/media-playlist.js";
import { type AudioRendition, readMultivariant } from "./hls/multivariant.js";
import { audioTrack } from "./listed-audio.js";
import { checkLevels, ladderAmong, type SizedLevel, videoOfLevels } from "./listed-levels.js";
import { meanBitrate, type SizedSegments, withSizes } from "./listed-segments.js";
import { audioWithoutSizes, liveWindow } from "./notes.js";

/**
 * Apple's HTTP Live Streaming (RFC 8216): a multivariant playlist with the playlists that it names, or a media playlist
 * alone, which is a video of one level. Sizes are exact of byte ranges and of segments that lie where the playlist says;
 * else they are estimated from EXT-X-BITRATE, which is within a tenth of the truth, else from the variant's
 * AVERAGE-BANDWIDTH, else from its BANDWIDTH, which is a peak. A level's bitrate is the average where it is said, else the
 * peak. All of these count the sound that goes with a variant, even if it comes apart.
 *
 * Durations are those of the lowest level: encoders round those of each level apart.
 */
export const hls: VideoFormat = {
  name: "hls",
  looks: "a playlist that begins with #EXTM3U",

  detect: (text) => text.slice(0, 1024).trimStart().startsWith("#EXTM3U"),

  async read(file) {
    return isMultivariant(file.text) ? readVariants(file) : readOne(file);
  },
};

async function readVariants({ text, where, name, linked, note }: VideoFile) {
  const { variants, audio } = readMultivariant(text, where, note);
  const levels: SizedLevel[] = [];
  for (const { uri, where: place, level } of ladderAmong(variants, note)) {
    const found = await segmentsAt(uri, place, linked, level.bitrate, note);
    levels.push({ level, ...found });
  }
  checkLevels(audio.length, where);
  const tracks: AudioTrack[] = [];
  for (const rendition of audio) {
    const track = await trackOf(rendition, linked, tracks, note);
    if (track !== undefined) tracks.push(track);
    else note(audioWithoutSizes(rendition.name));
  }
  return videoOfLevels(levels, { name, audio: tracks, note });
}

/** @param place of the address, for messages */
async function segmentsAt(
  uri: string,
  place: string,
  linked: LinkedFiles,
  bitrate: number | undefined,
  note: (text: string) => void,
): Promise<{ readonly segments: SizedSegments; readonly where: string }> {
  const { text, where, linked: beside } = await linked.text(uri, place);
  const { segments, isLive } = readMediaPlaylist(text, where);
  if (isLive) note(liveWindow(where));
  return { segments: await withSizes(segments, beside, bitrate, where), where };
}

/** Undefined where nothing tells a size: no tag gives the bitrate of sound. */
async function trackOf(
  rendition: AudioRendition,
  linked: LinkedFiles,
  others: readonly AudioTrack[],
  note: (text: string) => void,
): Promise<AudioTrack | undefined> {
  const { segments } = await segmentsAt(rendition.uri, rendition.where, linked, undefined, note);
  return segments.sizes.some(Number.isNaN) ? undefined : audioTrack(rendition, segments, others);
}

async function readOne({ text, where, name, linked, note }: VideoFile) {
  const { segments: listed, isLive } = readMediaPlaylist(text, where);
  if (isLive) note(liveWindow(where));
  const segments = await withSizes(listed, linked, undefined, where);
  if (segments.sizes.some(Number.isNaN))
    throw new InputError({
      where: `${where}:1`,
      expected: "the segments on this disk, byte ranges, or EXT-X-BITRATE, in a playlist without variants",
      received: "none of them",
      hint: "Fetch the segments, or name the multivariant playlist, which says the bitrate",
    });
  return videoOfLevels([{ level: { bitrate: meanBitrate(segments) }, segments, where }], { name, note });
}
