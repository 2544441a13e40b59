import { Command, Option } from "commander";
import { TRACE_FORMATS } from "../../../inputs/traces/registry.js";
import { GAPS } from "../../../model/trace-note.js";
import type { ConvertFlags } from "../../traces/convert.js";

export function convertCommand(): Command {
  return new Command("convert")
    .description("Write a trace of any format, or the link of a recorded session, as abrsim CSV.")
    .argument("<in>", "a trace, or a recording of abrsim's adapters")
    .argument("<out>", "the file to write, which ends in .csv")
    .option("--from <format>", "format of <in> (default: by its content)")
    .addOption(new Option("--to <format>", "format of <out> (default: by its ending)").choices(["abrsim"]))
    .addOption(
      new Option(
        "--gaps <how>",
        "capacity while nothing was measured: that known last, the mean, or leave the time out (default: by the format)",
      ).choices(GAPS),
    )
    .option("--part <name>", "which trace of a file that has several: a session, a unit, a run")
    .addHelpText("after", `\nFormats to read: ${TRACE_FORMATS.map(({ name }) => name).join(", ")}`)
    .addHelpText(
      "after",
      "\nExamples:\n  $ abrsim traces convert report.sabre.json report.csv\n" +
        "  $ abrsim traces convert recording.jsonl link.csv --gaps mean",
    )
    .action(async (from: string, to: string, flags: ConvertFlags) => {
      const { convertTrace } = await import("../../traces/convert.js");
      await convertTrace(from, to, flags);
    });
}
