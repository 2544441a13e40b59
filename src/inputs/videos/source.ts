/** What a video's file does not say of a level, or says otherwise. */
export interface LevelEntry {
  /** Pixels. */
  readonly width?: number | undefined;
  /** Pixels. */
  readonly height?: number | undefined;
  /** Frames per second. */
  readonly frameRate?: number | undefined;
  /** RFC 6381 string. */
  readonly codec?: string | undefined;
}

/** A video where more than its path must be said: always so for a folder of size tables, or of segments of TS. */
export interface VideoEntry {
  /** A file or a folder of videos, a glob, or the folder of a size table or of segments. */
  readonly path: string;
  /** By rising bitrate, one for each file of a size table. */
  readonly bitratesKbps?: readonly number[] | undefined;
  /** Of a size table; and how long segments are that a manifest or a folder of them does not say. */
  readonly segmentSeconds?: number | undefined;
  /** Plays only so many segments, from the first on. */
  readonly segments?: number | undefined;
  /** One for each level, by rising bitrate. */
  readonly levels?: readonly LevelEntry[] | undefined;
  /** A format's name; missing: detected by content. */
  readonly format?: string | undefined;
  /** What the video is called in results; missing: what its file says, or the file's or folder's own name. */
  readonly name?: string | undefined;
}

/** A video in a scenario or on a command line. */
export type VideoSource = string | VideoEntry;
