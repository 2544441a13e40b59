import { resolve } from "node:path";
import { excerpt, InputError } from "../../errors.js";
import type { VideoEntry } from "../../inputs/index.js";
import { originInWords } from "../../model/video.js";
import { writeFileAtomically } from "../../report/files.js";
import { printable } from "../../report/names.js";
import { videoInWords } from "../../report/videos/in-words.js";
import { measuredVideo } from "../../report/videos/measured.js";
import { oneVideo } from "./one-video.js";

/** Writes a video of any format as abrsim's own. */
export async function importVideo(entry: VideoEntry, to: string): Promise<void> {
  if (!/\.json$/i.test(to))
    throw new InputError({
      where: to,
      expected: "a file name that ends in .json",
      received: excerpt(/\.[^./\\]*$/.exec(to)?.[0] ?? "no ending"),
      hint: "Change the ending",
    });
  const { video, path } = await oneVideo(entry);
  if (resolve(to) === path)
    throw new InputError({
      where: to,
      expected: "another file than is read",
      received: "the same",
      hint: "Name another file to write",
    });
  await writeFileAtomically(to, measuredVideo(video));
  process.stdout.write(`${printable(to)}: ${videoInWords(video)}\n`);
  if (originInWords(video) !== "exact")
    process.stderr.write("estimated sizes are derived from bitrates: --help says what makes them exact\n");
}
