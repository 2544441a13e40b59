import { Command } from "commander";
import type { SplitFlags } from "../../traces/split.js";
import { withRewriteOptions } from "./rewrite-options.js";
import { seconds } from "./seconds.js";

export function splitCommand(): Command {
  const command = new Command("split")
    .description("Write each trace in windows of one length, a file <name>-<nnn> each.")
    .argument("<in>", "a trace, or a folder or quoted glob of them")
    .argument("<dir>", "folder to write to")
    .requiredOption("--window <seconds>", "length of a window", seconds)
    .option(
      "--step <seconds>",
      "from the beginning of one to that of the next; shorter than a window, they overlap (default: --window)",
      seconds,
    )
    .option("--keep-rest", "keep the last ones too, which the trace does not fill");
  return withRewriteOptions(command)
    .addHelpText("after", "\nExample:\n  $ abrsim traces split drives/ windows/ --window 320")
    .action(async (source: string, folder: string, flags: SplitFlags) => {
      const { splitTraces } = await import("../../traces/split.js");
      await splitTraces(source, folder, flags);
    });
}
