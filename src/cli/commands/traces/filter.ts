import { Command, InvalidArgumentError, Option } from "commander";
import { FILTER_FIGURES, type FilterFigure, type FilterRule } from "../../../model/trace-filter.js";
import { GAPS } from "../../../model/trace-note.js";
import type { FilterFlags } from "../../traces/filter.js";
import { seconds } from "./seconds.js";

const MEANS: Readonly<Record<FilterFigure, string>> = {
  "mean-mbps": "mean capacity, bits over time",
  "min-mbps": "capacity in the worst bin",
  "median-mbps": "median capacity of the bins",
  "max-mbps": "capacity in the best bin",
  cov: "standard deviation over mean of the bins",
  "outage-share": "share of bins below 0.1 Mbit/s, 0 to 1",
  "longest-outage-s": "longest run of such bins",
  "duration-s": "length of the trace",
};

export function filterCommand(): Command {
  const command = new Command("filter")
    .description(
      "Keep the traces whose figures are in ranges: copy their files, and record what was dropped.",
    )
    .argument("<in...>", "traces: files, folders or quoted globs")
    .requiredOption("--out <dir>", "folder to copy to; what an earlier filter put there is replaced");
  for (const figure of FILTER_FIGURES)
    command.option(`--${figure} <range>`, `${MEANS[figure]}`, (text: string) => range(figure, text));
  return command
    .option("--bin <seconds>", "length of a bin", seconds, 1)
    .option("--from <format>", "format to read (default: by content)")
    .addOption(
      new Option("--gaps <how>", "capacity while nothing was measured (default: by the format)").choices(
        GAPS,
      ),
    )
    .addHelpText(
      "after",
      "\nA range is 0.2..6, 0.2.. or ..6, its ends included. The record is <dir>/filtered.json. Of a file of several" +
        "\ntraces of which some are kept, each is written as abrsim CSV." +
        "\n\nExample, as in Pensieve (Mao et al., SIGCOMM 2017):" +
        "\n  $ abrsim traces filter raw/ --out kept --mean-mbps ..6 --min-mbps 0.2..",
    )
    .action(async (sources: string[], flags: Record<string, unknown>) => {
      const rules = Object.values(flags).filter(isRule);
      const { filterTraces } = await import("../../traces/filter.js");
      await filterTraces(sources, rules, flags as unknown as FilterFlags);
    });
}

const isRule = (value: unknown): value is FilterRule =>
  typeof value === "object" && value !== null && "figure" in value;

const NUMBER = String.raw`\d+(?:\.\d+)?`;
const RANGE = new RegExp(`^(${NUMBER})?(?:\\.\\.|-)(${NUMBER})?$`);

function range(figure: FilterFigure, text: string): FilterRule {
  const [, low, high] = RANGE.exec(text) ?? [];
  if (low === undefined && high === undefined)
    throw new InvalidArgumentError("Expected a range, such as 0.2..6, 0.2.. or ..6.");
  if (low !== undefined && high !== undefined && Number(low) > Number(high))
    throw new InvalidArgumentError("Expected a range from the lower to the higher.");
  return {
    figure,
    ...(low !== undefined && { low: Number(low) }),
    ...(high !== undefined && { high: Number(high) }),
  };
}
