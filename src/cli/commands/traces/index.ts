import { Command } from "commander";
import { helpCommand } from "../help.js";
import { convertCommand } from "./convert.js";
import { generateCommand } from "./generate.js";

/** `abrsim traces`: the commands that work with traces. */
export function tracesCommand(): Command {
  return new Command("traces")
    .description("Work with bandwidth traces.")
    .addHelpText("after", "\nExample:\n  $ abrsim traces generate 4g --count 100 --out my-traces")
    .addCommand(convertCommand())
    .addCommand(generateCommand())
    .addCommand(helpCommand());
}
