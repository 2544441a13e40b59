import { Command } from "commander";
import type { GenerateFlags } from "../../traces/generate.js";
import { positive, wholeNumber } from "../numbers.js";
import { collect } from "../scenario-flags.js";

let generators = "";

/** Loads what the help lists, for which there is no time when it is put together. */
export async function loadGenerators(): Promise<void> {
  const { generatorsInWords } = await import("../../traces/generators-in-words.js");
  generators = generatorsInWords({});
}

export function generateCommand(): Command {
  return new Command("generate")
    .description(
      "Write traces from generators; without arguments, those that ship with abrsim, byte for byte.",
    )
    .argument(
      "[name|file...]",
      "families, presets and kinds of generators, and files that hold one in YAML or JSON (default: what ships)",
    )
    .option("--out <dir>", "folder to write <name>/<file> into", "traces")
    .option("--seed <n>", "another seed, for other traces of the same kind", wholeNumber)
    .option(
      "--count <n>",
      "traces of each generator (default: 20; 1 where there is no chance in it)",
      positive,
    )
    .option("--duration <seconds>", "length of each trace (default: 600)", positive)
    .option("--set <key=value>", "one parameter of the generators; may be repeated", collect)
    .option("--format <format>", "of the files: abrsim, sabre, pensieve, mahimahi or oboe (default: abrsim)")
    .option("--list", "print the generators and their parameters, and write nothing")
    .addHelpText("after", () => `\n${generators}`)
    .addHelpText(
      "after",
      "Examples:\n  $ abrsim traces generate 4g 3g-commute --count 100 --seed 9 --out my-traces\n" +
        "  $ abrsim traces generate square --set high=5 --set low=0.5 --set period=40 --out my-traces\n" +
        "  $ abrsim traces generate fitted.yaml --format pensieve --out my-traces",
    )
    .action(async (sources: string[], flags: GenerateFlags & { readonly list?: boolean }) => {
      if (flags.list) {
        const { generatorsInWords } = await import("../../traces/generators-in-words.js");
        const { stdoutLook } = await import("../../stdout.js");
        process.stdout.write(generatorsInWords(stdoutLook()));
        return;
      }
      const { generateTraces } = await import("../../traces/generate.js");
      await generateTraces(sources, flags);
    });
}
