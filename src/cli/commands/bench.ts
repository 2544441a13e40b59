import { Command, InvalidArgumentError } from "commander";
import type { BenchFlags } from "../bench/bench-policies.js";
import { listingFormat } from "./listing-format.js";
import { positive } from "./numbers.js";
import { commaList } from "./scenario-flags.js";

/** `abrsim bench`: what it takes. What it does is loaded when it is called. */
export function benchCommand(): Command {
  return new Command("bench")
    .description("Measure this machine: simulated segments per second, policy by policy, on one core.")
    .option("--policies <names>", "only these policies of the library", commaList)
    .option("--seconds <n>", "of processor time for each policy", seconds, 0.5)
    .option("--intervals <n>", "of the trace, a second each", positive, 600)
    .option("--segments <n>", "of a session", positive, 150)
    .option("--levels <n>", "of the video", positive, 6)
    .addOption(listingFormat())
    .addHelpText(
      "after",
      "\nIt is the plain case: one player, one request at a time, video of variable bitrate.",
    )
    .addHelpText("after", "\nExample:\n  $ abrsim bench --policies bb,bola --format json")
    .action(async (flags: BenchFlags) => {
      const { benchPolicies } = await import("../bench/bench-policies.js");
      await benchPolicies(flags);
    });
}

function seconds(text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError("Expected a number of seconds over 0.");
}
