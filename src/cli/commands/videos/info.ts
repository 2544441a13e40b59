import { Command } from "commander";
import type { ListingFormat } from "../../../report/listings/index.js";
import { listingFormat } from "../listing-format.js";
import { entryOf, type VideoSourceFlags, withVideoSource } from "./source-flags.js";

export function infoCommand(): Command {
  return withVideoSource(
    new Command("info")
      .description("Show a video: its ladder, its segments, and how the sizes of each level vary.")
      .argument("<path>", "a video file, a manifest, or a folder of size tables"),
  )
    .addOption(listingFormat())
    .addHelpText("after", "\nExample:\n  $ abrsim videos info scenarios/videos/nine-levels.yaml")
    .action(async (path: string, flags: VideoSourceFlags & { readonly format: ListingFormat }) => {
      const { videoInfo } = await import("../../videos/info.js");
      await videoInfo(entryOf(path, flags), flags.format);
    });
}
