import { Command } from "commander";
import type { ListingFormat } from "../../../report/listings/index.js";
import { listingFormat } from "../listing-format.js";

export function listCommand(): Command {
  return new Command("list")
    .description("List videos: those that ship with abrsim, or those of a file, a folder or a glob.")
    .argument("[path...]", "files, folders or globs (default: the shipped videos)")
    .addOption(listingFormat())
    .addHelpText("after", "\nExample:\n  $ abrsim videos list my-videos --format csv")
    .action(async (paths: string[], flags: { readonly format: ListingFormat }) => {
      const { listVideos } = await import("../../videos/list.js");
      await listVideos(paths, flags.format);
    });
}
