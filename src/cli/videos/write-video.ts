import { excerpt, InputError } from "../../errors.js";
import type { Video } from "../../model/video.js";
import { writeFileAtomically } from "../../report/files.js";
import { printable } from "../../report/names.js";
import { videoInWords } from "../../report/videos/in-words.js";
import { measuredVideo } from "../../report/videos/measured.js";

/** @throws InputError for a file name that does not say what will be in the file */
export function checkEndsInJson(path: string): void {
  if (/\.json$/i.test(path)) return;
  throw new InputError({
    where: path,
    expected: "a file name that ends in .json",
    received: excerpt(/\.[^./\\]*$/.exec(path)?.[0] ?? "no ending"),
    hint: "Change the ending",
  });
}

/** Writes a video in abrsim's own format, and says what was written. */
export async function writeVideo(path: string, video: Video): Promise<void> {
  checkEndsInJson(path);
  await writeFileAtomically(path, measuredVideo(video));
  process.stdout.write(`${printable(path)}: ${videoInWords(video)}\n`);
}
