import { Command, Option } from "commander";
import { traceFamilies } from "../../inputs/generators/families.js";
import { GAPS } from "../../inputs/recordings/recorded-link.js";
import type { ConvertFlags } from "../convert-trace.js";
import { helpCommand } from "./help.js";
import { positive, wholeNumber } from "./numbers.js";

interface GenerateFlags {
  readonly out: string;
  readonly seed?: number;
  readonly count?: number;
  readonly duration?: number;
}

/** `abrsim traces`: the commands that work with traces. */
export function tracesCommand(): Command {
  return new Command("traces")
    .description("Work with bandwidth traces.")
    .addHelpText("after", "\nExample:\n  $ abrsim traces generate 4g --count 100 --out my-traces")
    .addCommand(convertCommand())
    .addCommand(generateCommand())
    .addCommand(helpCommand());
}

function generateCommand(): Command {
  return new Command("generate")
    .description("Write traces of the shipped families; without options, the shipped files byte for byte.")
    .argument("[family...]", "families to write (default: all)")
    .option("--out <dir>", "folder to write <family>/<file>.csv into", "traces")
    .option("--seed <n>", "another seed, for other traces of the same kind", wholeNumber)
    .option("--count <n>", "traces per family", positive)
    .option("--duration <seconds>", "length of each trace", positive)
    .addHelpText("after", `\nFamilies: ${traceFamilies.map(({ name }) => name).join(", ")}`)
    .addHelpText(
      "after",
      "\nExample:\n  $ abrsim traces generate 4g 3g-commute --count 100 --seed 9 --out my-traces",
    )
    .action(async (families: string[], flags: GenerateFlags) => {
      const { generateTraces } = await import("../generate-traces.js");
      await generateTraces(families, flags);
    });
}

function convertCommand(): Command {
  return new Command("convert")
    .description("Write a trace of any format, or the link of a recorded session, as abrsim CSV.")
    .argument("<in>", "a trace, or a recording of abrsim's adapters")
    .argument("<out>", "the file to write, which ends in .csv")
    .option("--from <format>", "format of <in> (default: by its content)")
    .addOption(new Option("--to <format>", "format of <out> (default: by its ending)").choices(["abrsim"]))
    .addOption(
      new Option(
        "--gaps <how>",
        "capacity of a recorded link while nothing was downloaded: that known last, the mean, or leave the time out",
      )
        .choices(GAPS)
        .default("hold"),
    )
    .option("--session <n>", "which session of a recording, counting from 1", positive)
    .addHelpText("after", "\nFormats to read: abrsim, sabre, pensieve, mahimahi, oboe, recording")
    .addHelpText(
      "after",
      "\nExamples:\n  $ abrsim traces convert report.sabre.json report.csv\n" +
        "  $ abrsim traces convert recording.jsonl link.csv --gaps mean",
    )
    .action(async (from: string, to: string, flags: ConvertFlags) => {
      const { convertTrace } = await import("../convert-trace.js");
      await convertTrace(from, to, flags);
    });
}
