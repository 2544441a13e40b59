import { join } from "node:path";
import { InputError } from "../../errors.js";
import { generateFamily, traceFamilies } from "../../inputs/generators/index.js";
import { writeFileAtomically } from "../../report/files.js";
import { abrsimCsv } from "../../report/trace-formats/abrsim.js";
import { suggestion } from "../../suggestion.js";

/** Writes traces of the families named, or of all. What is left out of the options is as in the shipped files. */
export async function generateTraces(
  names: readonly string[],
  options: {
    readonly out: string;
    readonly seed?: number;
    readonly count?: number;
    readonly duration?: number;
  },
): Promise<void> {
  const known = traceFamilies.map((family) => family.name);
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new InputError({
      where: "abrsim traces generate",
      expected: "a family of traces",
      received: JSON.stringify(name),
      hint: suggestion(name, known),
    });
  }
  const { out, seed, count, duration } = options;
  for (const family of names.length > 0 ? names : known) {
    const generated = generateFamily(family, {
      ...(seed !== undefined && { seed }),
      ...(count !== undefined && { count }),
      ...(duration !== undefined && { durationSeconds: duration }),
    });
    for (const { name, intervals } of generated)
      await writeFileAtomically(join(out, family, name), abrsimCsv(intervals));
    process.stdout.write(`${join(out, family)}: ${generated.length} traces\n`);
  }
}
