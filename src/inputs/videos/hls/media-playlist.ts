import { InputError } from "../../../errors.js";
import { type BitsPerSecond, bpsFromKbps } from "../../../units.js";
import { checkCount, type ListedSegment } from "../listed-segments.js";
import { BITRATE_KBPS, SEGMENT_S, SIZE_BYTES } from "../quantities.js";
import { numberIn, playlistLines } from "./lines.js";

/** A playlist of segments (RFC 8216, section 4.3.3). */
export interface MediaPlaylist {
  readonly segments: readonly ListedSegment[];
  /** Whether more segments may come. */
  readonly isLive: boolean;
}

/** Tags of playlists whose segments are not what a player plays from the first to the last. */
const REFUSED: Readonly<Record<string, string>> = {
  "EXT-X-STREAM-INF": "a playlist of playlists",
  "EXT-X-MEDIA": "a playlist of playlists",
  "EXT-X-I-FRAMES-ONLY": "one of key pictures alone",
  "EXT-X-SKIP": "one that leaves out segments of the one before",
};

/**
 * Reads a media playlist: durations from EXTINF, sizes from EXT-X-BYTERANGE, bitrates from EXT-X-BITRATE, which holds for
 * all segments without byte range up to the next. What EXT-X-MAP names is no part of a segment.
 *
 * Read line by line, and not by hls-parser, which takes what is no number for 0, throws at titles beyond Latin-1, drops
 * EXT-X-BITRATE and knows no lines.
 *
 * @throws InputError naming the line
 */
export function readMediaPlaylist(text: string, where: string): MediaPlaylist {
  const segments: ListedSegment[] = [];
  let seconds: number | undefined;
  let bytes: number | undefined;
  let bitrate: BitsPerSecond | undefined;
  let isLive = true;
  for (const line of playlistLines(text, where)) {
    if (line.kind === "tag") {
      const { name, value } = line;
      if (Object.hasOwn(REFUSED, name))
        throw new InputError({
          where: line.where,
          expected: "a playlist of segments",
          received: REFUSED[name]!,
        });
      if (name === "EXTINF") seconds = numberIn(value.split(",", 1)[0]!.trim(), SEGMENT_S, line.where);
      else if (name === "EXT-X-BYTERANGE") bytes = numberIn(value.split("@", 1)[0], SIZE_BYTES, line.where);
      else if (name === "EXT-X-BITRATE") bitrate = bpsFromKbps(numberIn(value, BITRATE_KBPS, line.where));
      else if (name === "EXT-X-ENDLIST") isLive = false;
      continue;
    }
    if (seconds === undefined)
      throw new InputError({ where: line.where, expected: "EXTINF before a segment", received: "none" });
    segments.push({ seconds, uri: line.uri, bytes, bitrate });
    checkCount(segments.length, line.where);
    seconds = bytes = undefined;
  }
  if (segments.length > 0) return { segments, isLive };
  throw new InputError({ where: `${where}:1`, expected: "a playlist with segments", received: "none" });
}
