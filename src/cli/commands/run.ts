import { Command, InvalidArgumentError, Option } from "commander";
import type { RunFlags } from "../run-scenarios.js";

const FORMATS = ["table", "json", "csv", "markdown", "latex"];

/** `abrsim run`: what it takes. What it does is loaded when it is called. */
export function runCommand(): Command {
  return new Command("run")
    .description(
      "Simulate policies x traces x videos x replicates; write a results folder, print a comparison.",
    )
    .argument("<scenario...>", "scenario files, YAML or JSON")
    .option("--out <dir>", "results folder (default: reports/<scenario name>)")
    .option("--policies <names>", "only these arms, or policies beside the scenario's", commaList)
    .option("--traces <paths...>", "these traces instead: files, folders or quoted globs")
    .option("--videos <paths...>", "these videos instead: files, folders or quoted globs")
    .option("--profile <name>", "profile of player and network")
    .option("--qoe <models>", "QoE models to score", commaList)
    .option("--seed <n>", "seed of all chance")
    .option("--replicates <n>", "sessions per policy, trace and video")
    .option("--jobs <n>", "threads (default: all cores)", wholeNumber)
    .option("--segments", "write segments.csv: one row a request")
    .addOption(
      new Option("--format <format>", "of the comparison on stdout").choices(FORMATS).default("table"),
    )
    .option("--report", "write report.html and charts (the default)")
    .option("--no-report", "write neither")
    .option("--quiet", "print nothing but errors")
    .option("--force", "replace the results of another run in the folder")
    .option("--set <key.path=value>", "override a key of the scenario; may be repeated", collect, [])
    .addHelpText("after", "\nExample:\n  $ abrsim run scenarios/quickstart.yaml --policies ewma,bb --seed 3")
    .action(async (scenarios: string[], flags: RunFlags) => {
      const { runScenarios } = await import("../run-scenarios.js");
      process.exitCode = await runScenarios(scenarios, flags);
    });
}

function commaList(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function collect(item: string, before: string[]): string[] {
  return [...before, item];
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError("Expected a whole number of 1 or more.");
}
