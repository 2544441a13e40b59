import { Command } from "commander";
import type { ListFlags } from "../../traces/list.js";
import { listingFormat } from "../listing-format.js";

export function listCommand(): Command {
  return new Command("list")
    .description("List the sets of traces that ship with abrsim, or those in a folder.")
    .argument("[folder]", "whose traces to list, and those of the folders in it (default: what ships)")
    .option("--from <format>", "format of the traces (default: by their content)")
    .addOption(listingFormat())
    .addHelpText("after", "\nExample:\n  $ abrsim traces list my-traces")
    .action(async (folder: string | undefined, flags: ListFlags) => {
      const { listTraces } = await import("../../traces/list.js");
      await listTraces(folder, flags);
    });
}
