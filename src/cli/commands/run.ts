import { Command, Option } from "commander";
import type { RunFlags } from "../run-flags.js";
import { positive } from "./numbers.js";
import { collect, commaList, inputOptions, namesForFlags } from "./scenario-flags.js";

const FORMATS = ["table", "json", "csv", "markdown", "latex"];

/** `abrsim run`: what it takes. What it does is loaded when it is called. */
export function runCommand(): Command {
  const command = new Command("run")
    .description(
      "Simulate policies x traces x videos x replicates; write a results folder, print a comparison.",
    )
    .argument("<scenario...>", "scenario files, YAML or JSON")
    .option("--out <dir>", "results folder (default: reports/<scenario name>)");
  return inputOptions(command)
    .option("--qoe <models>", "QoE models to score", commaList)
    .option("--optimum", "compare each session with the best that was possible: columns of regret")
    .option("--seed <n>", "seed of all chance")
    .option("--replicates <n>", "sessions per policy, trace and video")
    .option("--jobs <n>", "threads (default: all cores)", positive)
    .option("--shard <I/N>", "only the I-th of N parts, or auto: by the batch system's array; see merge")
    .option("--segments", "write segments.csv: one row a request")
    .option("--tables <formats>", "of sessions and segments: csv (the default), parquet, or both", commaList)
    .option("--export <names>", "write each session for other programs: p1203 (ITU-T P.1203)", commaList)
    .addOption(
      new Option("--format <format>", "of the comparison on stdout").choices(FORMATS).default("table"),
    )
    .option("--report", "write report.html and charts (the default)")
    .option("--no-report", "write neither")
    .option("--quiet", "print nothing but errors")
    .option("--force", "replace the results of another run in the folder")
    .option("--set <key.path=value>", "override a key of the scenario; may be repeated", collect)
    .addOption(new Option("--only-policy <name>", "only this arm").hideHelp())
    .addOption(new Option("--only-trace <name>", "only this trace, as <set>/<file>").hideHelp())
    .addOption(new Option("--only-replicate <n>", "only this replicate").argParser(Number).hideHelp())
    .addHelpText("after", namesForFlags)
    .addHelpText("after", "\nExample:\n  $ abrsim run scenarios/quickstart.yaml --policies ewma,bb --seed 3")
    .action(async (scenarios: string[], flags: RunFlags) => {
      const { runScenarios } = await import("../run-scenarios.js");
      process.exitCode = await runScenarios(scenarios, flags);
    });
}
