import { basename } from "node:path";
import { InputError } from "../../../src/errors.js";
import { loadTraces } from "../../../src/inputs/index.js";
import type { Trace } from "../../../src/model/trace.js";

/** A trace under the name of its file, by which `abrsim fidelity` looks for it. */
export interface NamedTrace {
  readonly name: string;
  readonly trace: Trace;
}

/**
 * @param sources files, folders and globs
 * @throws InputError for a file of several traces, and two of one name, and all that loading traces throws
 */
export async function namedTraces(sources: readonly string[], cwd: string): Promise<readonly NamedTrace[]> {
  const places = new Map<string, string>();
  const loaded = await loadTraces(sources, { base: cwd, cwd });
  return loaded.map(({ trace, path }) => {
    const name = basename(path);
    const other = places.get(name);
    if (other !== undefined)
      throw new InputError({
        where: path,
        expected: "a file of one trace and of its own name",
        received: other === path ? "several traces" : `the name of ${other}`,
        hint: other === path ? "Split it: abrsim traces convert" : "Rename one of the two, or leave one out",
      });
    places.set(name, path);
    return { name, trace };
  });
}
