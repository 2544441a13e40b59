import { Command } from "commander";
import { traceFamilies } from "../../../inputs/generators/families.js";
import { positive, wholeNumber } from "../numbers.js";

interface GenerateFlags {
  readonly out: string;
  readonly seed?: number;
  readonly count?: number;
  readonly duration?: number;
}

export function generateCommand(): Command {
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
      const { generateTraces } = await import("../../traces/generate.js");
      await generateTraces(families, flags);
    });
}
