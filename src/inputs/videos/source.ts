/** A video where more than its path must be said: always so for a folder of size tables. */
export interface VideoEntry {
  /** A file or a folder of videos, a glob, or the folder of a size table. */
  readonly path: string;
  /** By rising bitrate, one for each file of a size table. */
  readonly bitratesKbps?: readonly number[] | undefined;
  readonly segmentSeconds?: number | undefined;
  /** Plays only so many segments, from the first on. */
  readonly segments?: number | undefined;
  /** A format's name; missing: detected by content. */
  readonly format?: string | undefined;
  /** What the video is called in results; missing: what its file says, or the file's or folder's own name. */
  readonly name?: string | undefined;
}

/** A video in a scenario or on a command line. */
export type VideoSource = string | VideoEntry;
