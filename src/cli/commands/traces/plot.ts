import { Command } from "commander";
import type { PlotFlags } from "../../traces/plot.js";
import { seconds } from "./seconds.js";

export function plotCommand(): Command {
  return new Command("plot")
    .description(
      "Draw the capacity of traces over time, here or with its distribution and autocorrelation into a file.",
    )
    .argument("<trace...>", "a file, a folder or a glob; into a file, more than 12 are drawn by their sets")
    .option("--out <file>", "an .svg or .png file to write (default: in the terminal)")
    .option(
      "--bin <seconds>",
      "length of the bins (default: the set's median interval, at least 1 s)",
      seconds,
    )
    .option("--from <format>", "format of the traces (default: by their content)")
    .addHelpText(
      "after",
      "\nExamples:\n  $ abrsim traces plot traces/4g/4g-01.csv\n" +
        "  $ abrsim traces plot traces --out sets.svg",
    )
    .action(async (sources: string[], flags: PlotFlags) => {
      const { plotTraces } = await import("../../traces/plot.js");
      await plotTraces(sources, flags);
    });
}
