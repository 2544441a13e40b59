import { Command } from "commander";
import type { InfoFlags } from "../../traces/info.js";
import { listingFormat } from "../listing-format.js";
import { seconds } from "./seconds.js";

export function infoCommand(): Command {
  return new Command("info")
    .description("Print the figures of traces, and of their sets with sampling errors.")
    .argument("<trace...>", "a file, a folder or a glob")
    .option(
      "--bin <seconds>",
      "length of the bins (default: the set's median interval, at least 1 s)",
      seconds,
    )
    .option("--sets", "only the figures of the sets")
    .option("--from <format>", "format of the traces (default: by their content)")
    .addOption(listingFormat())
    .addHelpText(
      "after",
      "\nExamples:\n  $ abrsim traces info traces/4g\n" +
        "  $ abrsim traces info my-traces --sets --bin 5 --format csv",
    )
    .action(async (sources: string[], flags: InfoFlags) => {
      const { traceInfo } = await import("../../traces/info.js");
      await traceInfo(sources, flags);
    });
}
