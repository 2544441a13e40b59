import { Command } from "commander";
import type { RewriteFlags } from "../../traces/convert.js";
import { withRewriteOptions } from "./rewrite-options.js";

export function convertCommand(): Command {
  const command = new Command("convert")
    .description("Write traces of any format, or the links of recorded sessions, in another format.")
    .argument("<in>", "a trace, a recording of abrsim's adapters, or a folder or quoted glob of them")
    .argument(
      "<out>",
      "a file (.gz compresses it); or a folder, for a file a trace: one that exists, ends in / or has no ending",
    );
  return withRewriteOptions(command)
    .addHelpText(
      "after",
      "\nExamples:\n  $ abrsim traces convert report.sabre.json report.csv\n" +
        "  $ abrsim traces convert recording.jsonl link.csv --gaps mean\n" +
        "  $ abrsim traces convert my-traces/ for-pensieve/ --to pensieve",
    )
    .action(async (source: string, out: string, flags: RewriteFlags) => {
      const { convertTraces } = await import("../../traces/convert.js");
      await convertTraces(source, out, flags);
    });
}
