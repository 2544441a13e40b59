import { Command } from "commander";
import type { ReplayFlags } from "../replay-log.js";
import { listingFormat } from "./listing-format.js";
import { positive } from "./numbers.js";
import { collect } from "./scenario-flags.js";

/** `abrsim replay`: what it takes. What it does is loaded when it is called. */
export function replayCommand(): Command {
  return new Command("replay")
    .description(
      "Feed what a player recorded to a policy, and show where it would have chosen otherwise than was recorded.",
    )
    .argument("<log>", "a recording: what the option `record` of abrsim's adapters wrote, line by line")
    .option(
      "--policy <policy>",
      "a policy of the library, or a file such as ./my-policy.ts (default: the recorded one)",
    )
    .option(
      "--options <options>",
      "of the policy: key=value, or a mapping in YAML or JSON; may be repeated. They go over the recorded ones, where the policy is the recorded one",
      collect,
    )
    .option("--set <key=value>", "one option; may be repeated", collect)
    .option("--session <n>", "only this one of several, counting from 1", positive)
    .option("--all", "show every decision, not only those that differ")
    .option("--must-agree", "exit with 1 if any decision or abandonment differs, or there is no decision")
    .addOption(listingFormat())
    .addHelpText(
      "after",
      "\nThe policy is shown what was recorded, whatever it answers: this says what it would have chosen in each\n" +
        "of these moments, not where its own choices would have led.",
    )
    .addHelpText(
      "after",
      "\nExamples:\n  $ abrsim replay recording.jsonl --must-agree\n" +
        "  $ abrsim replay recording.jsonl --policy throughput --options safetyFactor=0.8",
    )
    .action(async (log: string, flags: ReplayFlags) => {
      const { replayLog } = await import("../replay-log.js");
      process.exitCode = await replayLog(log, flags);
    });
}
