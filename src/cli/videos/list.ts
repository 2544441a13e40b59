import { join } from "node:path";
import { loadVideos, shownPath } from "../../inputs/index.js";
import { LISTINGS, type ListingFormat } from "../../report/listings/index.js";
import { videoListing } from "../../report/videos/listings.js";
import { shippedFolder } from "../shipped.js";
import { stdoutLook } from "../stdout.js";

/** Prints videos, a row each. */
export async function listVideos(paths: readonly string[], format: ListingFormat): Promise<void> {
  const cwd = process.cwd();
  const sources = paths.length > 0 ? paths : [join(shippedFolder(), "scenarios", "videos")];
  const loaded = await loadVideos(sources, { base: cwd, cwd });
  const rows = loaded.map(({ video, path }) => ({ video, path: shownPath(path, cwd) }));
  process.stdout.write(LISTINGS[format](videoListing(rows), stdoutLook()));
}
