import { Command, Option } from "commander";
import type { TuneFlags } from "../tune-policy.js";
import { listingFormat } from "./listing-format.js";
import { positive } from "./numbers.js";
import { collect, commaList, inputOptions, namesForFlags } from "./scenario-flags.js";

/** `abrsim tune`: what it takes. What it does is loaded when it is called. */
export function tuneCommand(): Command {
  const command = new Command("tune")
    .description("Search a policy's options on some traces, and tell on others whether what was found holds.")
    .argument("<scenario>", "a scenario file, YAML or JSON")
    .option("--policy <name>", "the arm whose options are searched")
    .option(
      "--option <name=space>",
      "what is tried: 1..20, 1..20:log, 1..8:integer, or values as in 3,5,8; may be repeated",
      collect,
    )
    .addOption(new Option("--search <kind>", "how (default: random)").choices(["random", "grid", "halving"]))
    .option("--candidates <n>", "how many are tried at most (default: 60; of a grid, all)", positive)
    .option("--objective <metric>", "what is to be as good as it can (default: the first compared metric)")
    .option("--subject-to <limit>", "a limit to keep, as stall_ratio<=0.01; may be repeated", collect)
    .option("--hold-out <share|sets>", "traces that the search never sees (default: 30% of each set)")
    .option("--together <pattern>", "what names of traces of one recording have in common")
    .option("--out <dir>", "results folder (default: reports/<scenario name>-tune)");
  return inputOptions(command)
    .option("--qoe <models>", "QoE models to score", commaList)
    .option("--seed <n>", "seed of all chance, that of the search too")
    .option("--replicates <n>", "sessions per candidate, trace and video")
    .option("--jobs <n>", "threads (default: all cores)", positive)
    .option("--shard <I/N>", "only simulate the I-th of N parts of the search, or auto")
    .option("--merge <folders...>", "the shards' folders: go on from what they hold")
    .addOption(listingFormat("of what is printed; csv: one row a candidate"))
    .option("--quiet", "print nothing but errors")
    .option("--force", "replace another tuning in the folder")
    .option("--set <key.path=value>", "override a key of the scenario; may be repeated", collect)
    .addHelpText("after", namesForFlags)
    .addHelpText(
      "after",
      "\nExample:\n  $ abrsim tune scenarios/quickstart.yaml --policies bola --option gammaP=1..20:log",
    )
    .action(async (scenario: string, flags: TuneFlags) => {
      const { tunePolicy } = await import("../tune-policy.js");
      process.exitCode = await tunePolicy(scenario, flags);
    });
}
