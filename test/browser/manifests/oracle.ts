import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse as parsePlaylist, type types } from "hls-parser";
import { parse as parseMpd } from "mpd-parser";
import { ffprobePath } from "../harness/programs.js";

/** A segment as another parser finds it on the disk: its bytes, and those of the header that it needs to be played. */
export interface FoundSegment {
  readonly bytes: Buffer;
  readonly header: Buffer;
}

/** A file, or a part of it. */
interface Piece {
  readonly path: string;
  readonly range?: { readonly offset: number; readonly length: number } | undefined;
}

const NOTHING = Buffer.alloc(0);

/** Asked for once, when it is needed. */
let ffprobe: string | undefined;

function read({ path, range }: Piece): Buffer {
  const whole = readFileSync(path);
  return range ? whole.subarray(range.offset, range.offset + range.length) : whole;
}

/** The segments of each level by rising bitrate, as hls-parser reads the playlists. */
export function segmentsOfHls(master: string): readonly (readonly FoundSegment[])[] {
  const playlist = parsePlaylist(readFileSync(master, "utf8")) as types.MasterPlaylist;
  const variants = playlist.variants.filter(({ resolution }) => resolution !== undefined);
  return variants
    .sort((a, b) => a.bandwidth - b.bandwidth)
    .map(({ uri }) => {
      const path = join(dirname(master), uri);
      const { segments } = parsePlaylist(readFileSync(path, "utf8")) as types.MediaPlaylist;
      const beside = (piece: { readonly uri: string; readonly byterange?: types.Byterange }): Piece => ({
        path: join(dirname(path), piece.uri),
        range: piece.byterange,
      });
      return segments.map((segment) => ({
        bytes: read(beside(segment)),
        header: segment.map ? read(beside(segment.map)) : NOTHING,
      }));
    });
}

/** The segments of each level by rising bitrate, as mpd-parser reads the MPD. */
export function segmentsOfDash(mpd: string): readonly (readonly FoundSegment[])[] {
  const { playlists } = parseMpd(readFileSync(mpd, "utf8"), { manifestUri: `file://${mpd}` });
  const levels = [...playlists].sort((a, b) => a.attributes.BANDWIDTH - b.attributes.BANDWIDTH);
  const onDisk = ({ resolvedUri, byterange }: (typeof levels)[0]["segments"][0]["map"]): Piece => ({
    path: new URL(resolvedUri).pathname,
    range: byterange,
  });
  return levels.map(({ segments }) =>
    segments.map((segment) => ({ bytes: read(onDisk(segment)), header: read(onDisk(segment.map)) })),
  );
}

/** Seconds from the first picture of a segment to the end of its last one, as ffprobe sees them. */
export function probedSeconds({ bytes, header }: FoundSegment): number {
  const folder = mkdtempSync(join(tmpdir(), "abrsim-segment-"));
  try {
    const path = join(folder, "segment");
    writeFileSync(path, Buffer.concat([header, bytes]));
    const asked = ["-v", "error", "-select_streams", "v:0", "-of", "json"];
    const entries = ["-show_entries", "packet=pts_time,duration_time"];
    ffprobe ??= ffprobePath();
    const out = execFileSync(ffprobe, [...asked, ...entries, path], { encoding: "utf8" });
    const { packets } = JSON.parse(out) as {
      packets: readonly { readonly pts_time: string; readonly duration_time: string }[];
    };
    const starts = packets.map((packet) => Number(packet.pts_time));
    const ends = packets.map((packet) => Number(packet.pts_time) + Number(packet.duration_time));
    return Math.max(...ends) - Math.min(...starts);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
