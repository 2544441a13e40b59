import type { Bits, BitsPerSecond, Seconds } from "../../../src/units.js";

/** One level of the stream as it came out of the encoder. */
export interface StreamLevel {
  readonly width: number;
  readonly height: number;
  /** As RFC 6381 names it, such as `avc1.4d400c`. */
  readonly codec: string;
  /** Of its segments, from the first on, the bytes of each as bits. */
  readonly sizes: readonly Bits[];
  /** Measured over the whole stream. */
  readonly bitrate: BitsPerSecond;
  /** Of the largest segment. */
  readonly peakBitrate: BitsPerSecond;
  /** What manifests say of its bitrate. */
  readonly declared: DeclaredBitrate;
  /** Of its initialization segment. */
  readonly initSize: Bits;
}

export interface DeclaredBitrate {
  /** BANDWIDTH in HLS. */
  readonly peak: BitsPerSecond;
  /** AVERAGE-BANDWIDTH; missing: not said. DASH has one figure, which is this or else the other. */
  readonly mean?: BitsPerSecond;
}

/** The stream on the disk: `<level>/init.mp4`, and `<level>/<index + 1>.m4s` for each segment. */
export interface Stream {
  readonly folder: string;
  readonly levels: readonly StreamLevel[];
  readonly segmentDuration: Seconds;
  readonly segmentCount: number;
  readonly framesPerSecond: number;
}

/** Where the server has the stream: manifests and levels, below its root. */
export const STREAM_PATH = "stream/";

/** What of the stream a path of the server is. */
export interface MediaPlace {
  /** `manifest`: playlists too; `other`: pages and scripts. */
  readonly kind: "manifest" | "init" | "segment" | "other";
  /** Of media. */
  readonly level?: number;
  /** Index from 0, of segments alone. */
  readonly segment?: number;
}

/** Files of a level: their numbers count from 1, as they do in templates of DASH. */
const MEDIA = /^stream\/(?<level>\d+)\/(?:init\.mp4|(?<number>\d+)\.m4s)$/;
const MANIFEST = /^stream\/.*\.(?:m3u8|mpd)$/;

/** @param path below the server's root, without a query */
export function mediaOf(path: string): MediaPlace {
  const { level, number } = MEDIA.exec(path)?.groups ?? {};
  if (level === undefined) return { kind: MANIFEST.test(path) ? "manifest" : "other" };
  if (number === undefined) return { kind: "init", level: Number(level) };
  return { kind: "segment", level: Number(level), segment: Number(number) - 1 };
}
