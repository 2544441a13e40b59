import type { Video } from "../../model/video.js";

/** A way of writing a video down in one file. Each format is one file beside this one and one line in the registry. */
export interface VideoFormat {
  /** What a user calls it, as in `format: ladder`. */
  readonly name: string;
  /** How to recognise it, a phrase of a few words. */
  readonly looks: string;
  /** Whether a text is one, judged by its keys, so that `read` gets to say what is wrong with the rest. */
  detect(text: string): boolean;
  /**
   * @param where how messages name the file
   * @param name what to call the video if its file does not say
   * @throws InputError naming the line of the first thing wrong
   */
  read(text: string, where: string, name: string): Video;
}
