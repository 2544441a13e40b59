import { Command } from "commander";
import type { FidelityFlags } from "../print-fidelity.js";
import { listingFormat } from "./listing-format.js";

/** `abrsim fidelity`: what it takes. What it does is loaded when it is called. */
export function fidelityCommand(): Command {
  return new Command("fidelity")
    .description(
      "Simulate what real players did over the same links, and show how near the simulation comes.",
    )
    .argument("<recordings>", "what the players did, and the stream's sizes: a JSON file")
    .option("--traces <folder>", "where the traces are that it names (default: where it is itself)")
    .option("--sessions", "list the sessions one by one, not the players")
    .option("--charts <folder>", "draw each session there, beside its simulation, as an SVG file")
    .addOption(listingFormat())
    .addHelpText(
      "after",
      "\nA player is simulated by the profile and the policy of its name, or by the\n" +
        "policy that steered it. Where a recording was repeated, the line below says how\n" +
        "far the player agrees with itself: no simulation can be expected to be nearer.",
    )
    .addHelpText(
      "after",
      "\nExample:\n  $ abrsim fidelity players.json --traces traces/4g --charts reports/fidelity",
    )
    .action(async (recordings: string, flags: FidelityFlags) => {
      const { printFidelity } = await import("../print-fidelity.js");
      process.exitCode = await printFidelity(recordings, flags);
    });
}
