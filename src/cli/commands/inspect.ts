import { Command, InvalidArgumentError } from "commander";
import type { InspectFlags } from "../inspect-session.js";
import { listingFormat } from "./listing-format.js";

/** `abrsim inspect`: what it takes. What it does is loaded when it is called. */
export function inspectCommand(): Command {
  return new Command("inspect")
    .description(
      "Show one session of a results folder: what its policy saw at each decision, chose, and why.",
    )
    .argument("<results>", "a results folder of abrsim run")
    .option("--policy <name>", "which arm, where there are several; likewise the next ones")
    .option("--trace <name>", "which trace, as <set>/<file>, or the end of that")
    .option("--video <name>", "which video")
    .option("--replicate <n>", "which replicate (default: the first)", fromZero)
    .option("--client <name>", "which of the clients that share the link")
    .option("--segments <range>", "only these segments, counting from 0: 37 or 10-20")
    .option("--at <segment>", "everything about the decision for this segment", fromZero)
    .option(
      "--scenario <file>",
      "the scenario's file, where it is not found from here, nor from the results folder",
    )
    .addOption(listingFormat())
    .addHelpText(
      "after",
      "\nThe session is simulated again, from run.json; it is refused where an input or the policy has changed.",
    )
    .addHelpText(
      "after",
      "\nExamples:\n  $ abrsim inspect reports/quickstart --policy bb --trace 4g-03\n" +
        "  $ abrsim inspect reports/quickstart --policy bb --trace 4g-03 --at 37",
    )
    .action(async (results: string, flags: InspectFlags) => {
      const { showSession } = await import("../inspect-session.js");
      await showSession(results, flags);
    });
}

function fromZero(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError("Expected a whole number of 0 or more.");
}
