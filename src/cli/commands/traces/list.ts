import { Command, Option } from "commander";
import type { ListFlags } from "../../traces/list.js";

export function listCommand(): Command {
  return new Command("list")
    .description("List the sets of traces that ship with abrsim, or those in a folder.")
    .argument("[folder]", "whose traces to list, and those of the folders in it (default: what ships)")
    .option("--from <format>", "format of the traces (default: by their content)")
    .addOption(
      new Option("--format <format>", "of what is printed")
        .choices(["table", "json", "csv", "markdown"])
        .default("table"),
    )
    .addHelpText("after", "\nExample:\n  $ abrsim traces list my-traces")
    .action(async (folder: string | undefined, flags: ListFlags) => {
      const { listTraces } = await import("../../traces/list.js");
      await listTraces(folder, flags);
    });
}
