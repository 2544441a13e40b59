import { Command, Option } from "commander";
import { entryOf, type VideoSourceFlags, withVideoSource } from "./source-flags.js";

/** What {@link Option.choices} needs before the writers are loaded; a test holds it to them. */
export const MANIFESTS = ["hls", "dash", "dash-list", "dash-template"] as const;

export function exportCommand(): Command {
  return withVideoSource(
    new Command("export")
      .description("Write a video as the playlists or the manifest that a packager would have made.")
      .argument("<in>", "a video of any format")
      .argument("<folder>", "where to write to"),
  )
    .addOption(
      new Option(
        "--to <form>",
        "HLS with byte ranges; DASH with an index, listed byte ranges, or numbered segments",
      )
        .choices(MANIFESTS)
        .makeOptionMandatory(),
    )
    .addHelpText("after", "\nExample:\n  $ abrsim videos export movie.json movie-hls --to hls")
    .action(
      async (
        from: string,
        to: string,
        flags: VideoSourceFlags & { readonly to: (typeof MANIFESTS)[number] },
      ) => {
        const { exportVideo } = await import("../../videos/export.js");
        await exportVideo(entryOf(from, flags), to, flags.to);
      },
    );
}
