import { InputError } from "../../errors.js";
import { type Bases, findSource } from "../../inputs/files.js";
import type { KeyPath, ParsedScenario } from "../scenario/index.js";

/** Where in the scenario a source is written; undefined for a path that the scenario does not name. */
export type KeyOfSource = (path: string) => KeyPath | undefined;

/** The keys of sources that stand in a list. */
export function inList(list: KeyPath, sources: readonly { readonly path: string }[]): KeyOfSource {
  return (path) => {
    const index = sources.findIndex((source) => source.path === path);
    return index < 0 ? undefined : [...list, index];
  };
}

/** What a scenario names and is not there is an error of the scenario: it gets the scenario's line as well. */
export async function placed<T>(parsed: ParsedScenario, keyOf: KeyOfSource, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const key = keyOf(error.problem.where);
    if (key === undefined) throw error;
    throw new InputError({ ...error.problem, where: `${parsed.where(key)}: ${error.problem.where}` });
  }
}

/** @param kind what it should be, as a noun phrase */
export async function oneFile(source: string, bases: Bases, kind: string): Promise<string> {
  const found = await findSource(source, { ...bases, kind });
  if (found.kind === "file") return found.files[0];
  throw new InputError({ where: source, expected: kind, received: `a ${found.kind}`, hint: "Name one file" });
}
