import type { Video } from "../../model/video.js";
import type { Seconds } from "../../units.js";
import type { LinkedFiles } from "../linked-files.js";

/** A file that is to be read as a video. */
export interface VideoFile {
  readonly text: string;
  /** How messages name the file. */
  readonly where: string;
  /** What to call the video if its file does not say. */
  readonly name: string;
  /** The files that it speaks of. */
  readonly linked: LinkedFiles;
  /** How long segments are, as the user says, for a file that does not say. */
  readonly segmentSeconds?: Seconds | undefined;
  /** Takes what is worth knowing of how the video came about, a sentence without its full stop. */
  note(text: string): void;
}

/** A way of writing a video down. Each format is one file beside this one and one line in the registry. */
export interface VideoFormat {
  /** What a user calls it, as in `format: ladder`. */
  readonly name: string;
  /** How to recognise it, a phrase of a few words. */
  readonly looks: string;
  /** Whether a text is one, judged by its keys, so that `read` gets to say what is wrong with the rest. */
  detect(text: string): boolean;
  /** @throws InputError naming the line of the first thing wrong */
  read(file: VideoFile): Promise<Video>;
}
