import { resolve } from "node:path";
import { InputError } from "../../errors.js";
import type { VideoEntry } from "../../inputs/index.js";
import { originInWords } from "../../model/video.js";
import { printable } from "../../report/names.js";
import { oneVideo } from "./one-video.js";
import { checkEndsInJson, writeVideo } from "./write-video.js";

/** Writes a video of any format as abrsim's own. */
export async function importVideo(entry: VideoEntry, to: string): Promise<void> {
  checkEndsInJson(to);
  const { video, path, notes } = await oneVideo(entry);
  if (resolve(to) === path)
    throw new InputError({
      where: to,
      expected: "another file than is read",
      received: "the same",
      hint: "Name another file to write",
    });
  await writeVideo(to, video);
  for (const note of notes) process.stderr.write(`${printable(note)}\n`);
  if (notes.length === 0 && originInWords(video) !== "exact")
    process.stderr.write("estimated sizes are derived from bitrates: --help says what makes them exact\n");
}
