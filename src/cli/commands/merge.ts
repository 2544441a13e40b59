import { Command, Option } from "commander";
import type { MergeFlags } from "../merge-shards.js";
import { commaList } from "./scenario-flags.js";

/** `abrsim merge`: what it takes. What it does is loaded when it is called. */
export function mergeCommand(): Command {
  return new Command("merge")
    .description("Join the results of shards to those of the whole run, byte for byte.")
    .argument("<results...>", "the folders of all shards, or a folder that holds them; in any order")
    .requiredOption("--out <dir>", "results folder of the whole run")
    .addOption(
      new Option("--format <format>", "of the comparison on stdout")
        .choices(["table", "json", "csv", "markdown", "latex"])
        .default("table"),
    )
    .option("--tables <formats>", "of sessions and segments: csv (the default), parquet, or both", commaList)
    .option("--report", "write report.html and charts (the default)")
    .option("--no-report", "write neither")
    .option("--quiet", "print nothing but errors")
    .option("--force", "replace the results of another run in the folder")
    .addHelpText(
      "after",
      "\nExample:\n  $ abrsim run scenario.yaml --shard 1/2 --out shards/1\n" +
        "  $ abrsim run scenario.yaml --shard 2/2 --out shards/2\n  $ abrsim merge shards/* --out reports/whole",
    )
    .action(async (folders: string[], flags: MergeFlags) => {
      const { mergeShards } = await import("../merge-shards.js");
      process.exitCode = await mergeShards(folders, flags);
    });
}
