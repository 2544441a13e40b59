import { join } from "node:path";
import { InputError } from "../../errors.js";
import type { VideoEntry } from "../../inputs/index.js";
import { originInWords } from "../../model/video.js";
import { folderContents, openFolderWriter } from "../../report/files.js";
import { MANIFEST_FORMS } from "../../report/manifests/index.js";
import { printable } from "../../report/names.js";
import { videoInWords } from "../../report/videos/in-words.js";
import { oneVideo } from "./one-video.js";

/** Writes a video as the playlists or the manifest that a packager would have made. */
export async function exportVideo(entry: VideoEntry, folder: string, to: string): Promise<void> {
  const form = MANIFEST_FORMS.find(({ name }) => name === to)!;
  if (((await folderContents(folder)) ?? []).length > 0)
    throw new InputError({
      where: folder,
      expected: "a folder that is empty or not there yet",
      received: "one with files in it",
      hint: "Name another folder",
    });
  const { video } = await oneVideo(entry);
  const files = form.write(video);
  const writer = await openFolderWriter(folder, () => false);
  try {
    for (const { name, content } of files) await writer.write(name, content);
    await writer.close();
  } finally {
    await writer.discard();
  }
  process.stdout.write(`${printable(join(folder, files[0]!.name))}: ${videoInWords(video)}\n`);
  if (originInWords(video) !== "exact" && to !== "dash-template")
    process.stderr.write("a manifest cannot say that sizes are estimated: these read back as exact\n");
}
