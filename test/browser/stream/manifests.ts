import { type DeclaredBitrate, STREAM_PATH, type Stream, type StreamLevel } from "./stream.js";

/*
 * The manifests, for HLS and for DASH, of the same segments. They are written when they are served, not when the stream
 * is made, so that they cannot be older than this file.
 */

/** Manifests by their path on the server: `master.m3u8`, `<level>/media.m3u8` and `stream.mpd` of the stream. */
export function manifestsOf(stream: Stream): ReadonlyMap<string, string> {
  const playlists = stream.levels.map((_, level) => [`${level}/media.m3u8`, mediaPlaylist(stream)] as const);
  const manifests = [
    ["master.m3u8", masterPlaylist(stream)],
    ...playlists,
    ["stream.mpd", mpd(stream)],
  ] as const;
  return new Map(manifests.map(([path, text]) => [STREAM_PATH + path, text] as const));
}

/** RFC 8216: BANDWIDTH is the peak over segments, AVERAGE-BANDWIDTH the mean. */
function masterPlaylist({ levels, framesPerSecond }: Stream): string {
  const bandwidth = ({ peak, mean }: DeclaredBitrate) =>
    `BANDWIDTH=${Math.ceil(peak)},${mean === undefined ? "" : `AVERAGE-BANDWIDTH=${Math.ceil(mean)},`}`;
  const variants = levels.map(
    ({ declared, width, height, codec }, level) =>
      `#EXT-X-STREAM-INF:${bandwidth(declared)}RESOLUTION=${width}x${height},FRAME-RATE=${framesPerSecond.toFixed(3)},CODECS="${codec}"\n${level}/media.m3u8`,
  );
  return lines(["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS", ...variants]);
}

function mediaPlaylist({ segmentDuration, segmentCount }: Stream): string {
  const segments = Array.from(
    { length: segmentCount },
    (_, index) => `#EXTINF:${segmentDuration.toFixed(6)},\n${index + 1}.m4s`,
  );
  return lines([
    ...["#EXTM3U", "#EXT-X-VERSION:7", `#EXT-X-TARGETDURATION:${Math.ceil(segmentDuration)}`],
    ...["#EXT-X-MEDIA-SEQUENCE:1", "#EXT-X-PLAYLIST-TYPE:VOD", '#EXT-X-MAP:URI="init.mp4"'],
    ...segments,
    "#EXT-X-ENDLIST",
  ]);
}

function mpd({ levels, segmentDuration, segmentCount, framesPerSecond }: Stream): string {
  const representation = (
    { declared: { peak, mean = peak }, width, height, codec }: StreamLevel,
    level: number,
  ) =>
    `<Representation id="${level}" mimeType="video/mp4" codecs="${codec}" bandwidth="${Math.ceil(mean)}" ` +
    `width="${width}" height="${height}" frameRate="${framesPerSecond}"/>`;
  return lines([
    '<?xml version="1.0" encoding="utf-8"?>',
    '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static" ' +
      `mediaPresentationDuration="PT${segmentCount * segmentDuration}S" minBufferTime="PT${2 * segmentDuration}S">`,
    '<Period id="0" start="PT0S">',
    '<AdaptationSet id="0" contentType="video" segmentAlignment="true" startWithSAP="1">',
    `<SegmentTemplate timescale="1000" duration="${segmentDuration * 1000}" startNumber="1" ` +
      'initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number$.m4s"/>',
    ...levels.map(representation),
    "</AdaptationSet>",
    "</Period>",
    "</MPD>",
  ]);
}

const lines = (parts: readonly string[]): string => `${parts.join("\n")}\n`;
