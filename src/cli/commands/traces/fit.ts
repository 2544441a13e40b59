import { Command, InvalidArgumentError, Option } from "commander";
import { FIT_KINDS } from "../../../model/trace-fit.js";
import type { FitFlags } from "../../traces/fit.js";
import { wholeNumber } from "../numbers.js";
import { seconds } from "./seconds.js";

export function fitCommand(): Command {
  return new Command("fit")
    .description(
      "Fit a generator to measured traces, and compare what it makes with traces kept out of the fit.",
    )
    .argument("<trace...>", "files, folders or globs: at least eight traces of one kind")
    .addOption(new Option("--kind <kind>", "of generator").choices(FIT_KINDS).default("latent-gaussian"))
    .option("--hold-out <share>", "share of the traces kept out of the fit", share, 0.5)
    .option(
      "--bin <seconds>",
      "time between two values (default: the median interval, at least 1 s)",
      seconds,
    )
    .option("--seed <n>", "of the split and of all chance", wholeNumber, 1)
    .option("--out <file>", "write the generator, for `traces generate`: .yaml or .json")
    .option("--from <format>", "format of the traces (default: by their content)")
    .addOption(
      new Option("--format <format>", "of what is printed")
        .choices(["table", "json", "markdown"])
        .default("table"),
    )
    .addHelpText(
      "after",
      "\nExamples:\n  $ abrsim traces fit logs/norway-3g --out my-3g.yaml\n" +
        "  $ abrsim traces generate my-3g.yaml --count 100 --out my-traces",
    )
    .action(async (sources: string[], flags: FitFlags) => {
      const { fitToTraces } = await import("../../traces/fit.js");
      await fitToTraces(sources, flags);
    });
}

/** A share over 0 and below 1, in plain decimals. */
function share(text: string): number {
  const value = Number(text);
  if (/^\d*\.\d+$/.test(text) && value > 0 && value < 1) return value;
  throw new InvalidArgumentError("Expected a share over 0 and below 1, such as 0.5.");
}
