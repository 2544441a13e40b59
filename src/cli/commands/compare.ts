import { Command, Option } from "commander";
import type { CompareFlags } from "../compare-results.js";
import { collectMargin, collectWeights, controlPercent } from "./comparison-flags.js";
import { commaList } from "./scenario-flags.js";

/** `abrsim compare`: what it takes. What it does is loaded when it is called. */
export function compareCommand(): Command {
  return new Command("compare")
    .description(
      "Compare the policies of a results folder, or the same policies in two, and say what the differences show.",
    )
    .argument("<results>", "a results folder, as abrsim run writes it")
    .argument("[other]", "a second one, of the same traces, videos and settings: the first is its control")
    .option("--control <policy>", "the policy that the others are compared with (default: the scenario's)")
    .option("--metrics <names>", "columns of sessions.csv (default: those of the scenario)", commaList)
    .option(
      "--weights <set=weight,...>",
      "how much each trace set counts (default: the scenario's gate.weights, or as many sessions as it has)",
      collectWeights,
    )
    .option(
      "--margin <metric=margin>",
      "what counts as equivalent, in the metric's unit or in percent of the control's mean; may be repeated (default: 2%)",
      collectMargin,
    )
    .option(
      "--split <control/arm>",
      "an unpaired design: each trace is hashed into one group, such as 90/10",
      controlPercent,
    )
    .addOption(
      new Option("--format <format>", "of the comparison")
        .choices(["table", "json", "csv", "markdown", "latex"])
        .default("table"),
    )
    .addHelpText(
      "after",
      "\nExamples:\n  $ abrsim compare reports/quickstart --control bb --metrics qoe_linear,stall_ratio" +
        "\n  $ abrsim compare reports/before reports/after --format markdown",
    )
    .action(async (results: string, other: string | undefined, flags: CompareFlags) => {
      const { compareResults } = await import("../compare-results.js");
      process.exitCode = await compareResults(other === undefined ? [results] : [results, other], flags);
    });
}
