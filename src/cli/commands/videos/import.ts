import { Command } from "commander";
import { entryOf, type VideoSourceFlags, withVideoSource } from "./source-flags.js";

export function importCommand(): Command {
  return withVideoSource(
    new Command("import")
      .description(
        "Write a video of any format as abrsim's own, with the size and the duration of every segment.",
      )
      .argument("<in>", "a manifest, a Sabre movie, a folder of size tables, ...")
      .argument("<out>", "the file to write, which ends in .json"),
  )
    .addHelpText(
      "after",
      "\nSizes are exact where the source tells them (byte ranges, an index, size tables) or where the segments lie beside\n" +
        "the manifest; all others are estimated from bitrates, and marked so. To make them exact, fetch the segments.",
    )
    .addHelpText(
      "after",
      "\nExamples:\n  $ abrsim videos import movie/master.m3u8 movie.json\n" +
        "  $ abrsim videos import sizes/ movie.json --bitrates-kbps 300,750,1200 --segment-seconds 4",
    )
    .action(async (from: string, to: string, flags: VideoSourceFlags) => {
      const { importVideo } = await import("../../videos/import.js");
      await importVideo(entryOf(from, flags), to);
    });
}
