import { Command, Option } from "commander";
import type { CutFlags } from "../../traces/cut.js";
import { fromZero } from "./plain-number.js";
import { withRewriteOptions } from "./rewrite-options.js";
import { seconds } from "./seconds.js";

export function cutCommand(): Command {
  const command = new Command("cut")
    .description("Write one stretch of each trace, cut to the instant.")
    .argument("<in>", "a trace, or a folder or quoted glob of them")
    .argument("<out>", "a file or a folder, as for convert")
    .option("--start <seconds>", "from this time of the trace on (default: 0)", fromZero)
    .option("--end <seconds>", "until this time of the trace (default: its end)", seconds)
    .addOption(
      new Option("--duration <seconds>", "for so long, instead of --end").argParser(seconds).conflicts("end"),
    );
  return withRewriteOptions(command)
    .addHelpText("after", "\nExample:\n  $ abrsim traces cut drive.csv first-minute.csv --duration 60")
    .action(async (source: string, out: string, flags: CutFlags) => {
      const { cutTraces } = await import("../../traces/cut.js");
      await cutTraces(source, out, flags);
    });
}
