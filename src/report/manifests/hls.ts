import * as HLS from "hls-parser";
import { types } from "hls-parser";
import type { Video } from "../../model/video.js";
import {
  type AudioTrackOf,
  audioTracks,
  type LevelTrack,
  levelTracks,
  type ManifestFile,
  type ManifestForm,
  type Track,
} from "./manifest-files.js";

/** RFC 8216: of byte ranges, floating-point durations and independent segments. */
const VERSION = 6;
const AUDIO_GROUP = "audio";

/**
 * HLS playlists (RFC 8216) in the form of document 000: a multivariant playlist, and a media playlist for each level and
 * audio track, whose segments are byte ranges of one file. It cannot say that a size was estimated.
 *
 * BANDWIDTH is the peak bitrate, AVERAGE-BANDWIDTH the nominal one; of a level without a known peak, BANDWIDTH is the
 * nominal one, and stands alone. Quality scores have no place.
 */
export const hls: ManifestForm = {
  name: "hls",
  holds: "levels, durations, audio tracks; sizes as byte ranges",

  write(video) {
    const levels = levelTracks(video);
    const tracks = audioTracks(video);
    return [
      { name: "master.m3u8", content: text(masterPlaylist(levels, tracks)) },
      ...[...levels, ...tracks].map((track): ManifestFile => {
        return { name: playlistOf(track), content: text(mediaPlaylist(track, video)) };
      }),
    ];
  },
};

const text = (playlist: types.MasterPlaylist | types.MediaPlaylist) =>
  `${HLS.stringify(playlist).trimEnd()}\n`;
const playlistOf = ({ id }: Track) => `${id}.m3u8`;

function masterPlaylist(
  levels: readonly LevelTrack[],
  tracks: readonly AudioTrackOf[],
): types.MasterPlaylist {
  const audio = tracks.map(
    (track, at) =>
      new types.Rendition({
        type: "AUDIO",
        groupId: AUDIO_GROUP,
        name: track.audio.name,
        uri: playlistOf(track),
        isDefault: at === 0,
        forced: false,
        autoselect: true,
        ...(track.audio.language !== undefined && { language: track.audio.language }),
        ...(track.audio.channels !== undefined && { channels: `${track.audio.channels}` }),
      }),
  );
  return new types.MasterPlaylist({
    version: VERSION,
    independentSegments: true,
    variants: levels.map((track) => variant(track, audio)),
  });
}

function variant(track: LevelTrack, audio: types.Rendition[]): types.Variant {
  const { peakBitrate, codec, width, height, frameRate } = track.level;
  return new types.Variant({
    uri: playlistOf(track),
    bandwidth: Math.round(peakBitrate ?? track.bitrate),
    ...(peakBitrate !== undefined && { averageBandwidth: track.bitrate }),
    ...(codec !== undefined && { codecs: codec }),
    ...(width !== undefined && height !== undefined && { resolution: { width, height } }),
    ...(frameRate !== undefined && { frameRate }),
    audio,
  });
}

function mediaPlaylist(track: Track, { segmentDuration }: Video): types.MediaPlaylist {
  const { id, bytes, durations } = track;
  let offset = 0;
  const segments = bytes.map((length, segment) => {
    const duration = durations[segment]!;
    const byterange = { length, offset };
    offset += length;
    return new types.Segment({ uri: `${id}.mp4`, duration, title: "", byterange });
  });
  const longest = Array.from(durations).reduce((most, seconds) => Math.max(most, seconds), segmentDuration);
  return new types.MediaPlaylist({
    version: VERSION,
    targetDuration: Math.ceil(longest),
    playlistType: "VOD",
    endlist: true,
    segments,
  });
}
