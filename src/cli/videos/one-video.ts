import { InputError } from "../../errors.js";
import { type LoadedVideo, loadVideos, type VideoEntry } from "../../inputs/index.js";

/** The one video that an entry names. */
export async function oneVideo(entry: VideoEntry): Promise<LoadedVideo> {
  const cwd = process.cwd();
  const [video, ...others] = await loadVideos([entry], { base: cwd, cwd });
  if (others.length === 0) return video!;
  throw new InputError({
    where: entry.path,
    expected: "one video",
    received: `${others.length + 1}`,
    hint: "Name the file of one",
  });
}
