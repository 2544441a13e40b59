import { Command } from "commander";
import type { OptimalFlags } from "../optimal-regret.js";
import { listingFormat } from "./listing-format.js";
import { positive } from "./numbers.js";
import { collect, commaList, inputOptions, namesForFlags } from "./scenario-flags.js";

/** `abrsim optimal`: what it takes. What it does is loaded when it is called. */
export function optimalCommand(): Command {
  const command = new Command("optimal")
    .description(
      "Find the best that was possible in each session of a scenario, and how far each policy is from it.",
    )
    .argument("<scenario>", "a scenario file, YAML or JSON");
  return inputOptions(command)
    .option(
      "--qoe <models>",
      "QoE models that are sums over segments (default: those of the scenario)",
      commaList,
    )
    .option(
      "--effort <times>",
      "times the usual work: closer bounds where they are wide (default: 1)",
      positive,
    )
    .option("--seed <n>", "seed of all chance")
    .option("--replicates <n>", "sessions per policy, trace and video")
    .option("--jobs <n>", "threads (default: all cores)", positive)
    .addOption(listingFormat("of what is printed; csv: one row a session"))
    .option("--quiet", "print no progress and no warnings")
    .option("--set <key.path=value>", "override a key of the scenario; may be repeated", collect)
    .addHelpText("after", namesForFlags)
    .addHelpText(
      "after",
      "\nNothing is written. The same figures as columns of sessions.csv: abrsim run --optimum." +
        "\n\nExample:\n  $ abrsim optimal scenarios/quickstart.yaml --qoe linear --traces traces/4g",
    )
    .action(async (scenario: string, flags: OptimalFlags) => {
      const { optimalRegret } = await import("../optimal-regret.js");
      process.exitCode = await optimalRegret(scenario, flags);
    });
}
