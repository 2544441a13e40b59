import { InputError } from "../../errors.js";
import { findSource, folderOf, openText, type ReadPart, readTraces, shownPath } from "../../inputs/index.js";
import { traceFormatNamed } from "../../inputs/traces/named.js";
import { LISTINGS } from "../../report/listings/index.js";
import {
  faultAnnotations,
  faultListing,
  faultsInWords,
  type ToldFault,
  toldFault,
} from "../../report/trace-figures/index.js";
import { lintTraces } from "../../traces/lint/index.js";
import { EXIT } from "../exit-codes.js";
import { stdoutLook } from "../stdout.js";

/** The flags of `abrsim traces lint`, as commander gives them. */
export interface LintFlags {
  readonly strict?: boolean;
  readonly from?: string;
  readonly format: "table" | "json" | "github";
}

/** Prints what may be wrong with traces, and returns the exit code. A file that is no trace does not hide the others. */
export async function lintTraceFiles(sources: readonly string[], flags: LintFlags): Promise<number> {
  const { from, format, strict = false } = flags;
  if (from !== undefined) traceFormatNamed(from, "--from");
  const cwd = process.cwd();
  const files = new Set<string>();
  for (const source of sources)
    for (const file of (await findSource(source, { base: cwd, cwd })).files) files.add(file);

  const unreadable: ToldFault[] = [];
  const parts: ReadPart[] = [];
  const fileOf = new Map<string, string>();
  for (const path of files) {
    const where = shownPath(path, cwd);
    try {
      for (const part of await readParts(path, where, from)) {
        parts.push(part);
        fileOf.set(part.trace.name, where);
      }
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      unreadable.push(unreadableFault(error, where));
    }
  }
  const faults = [
    ...unreadable,
    ...lintTraces(parts).map((fault) => toldFault(fault, fileOf.get(fault.name))),
  ];
  if (format === "json") process.stdout.write(LISTINGS.json(faultListing(faults)));
  else if (format === "github") process.stdout.write(faultAnnotations(faults));
  else process.stdout.write(faultsInWords(faults, parts.length, stdoutLook()));
  if (unreadable.length > 0) return EXIT.usage;
  return strict && faults.some(({ severity }) => severity !== "info") ? EXIT.faultsFound : EXIT.done;
}

/** Named as people find them: two folders may have the same name, and files in them too. */
async function readParts(
  path: string,
  where: string,
  format: string | undefined,
): Promise<readonly ReadPart[]> {
  const set = shownPath(folderOf(path), process.cwd());
  const { traces, notes } = await readTraces(openText(path, where).chunks, {
    name: where,
    set,
    where,
    format,
  });
  // What is said of a file of several traces is told with its first.
  return traces.map((part, index) => (index === 0 ? { ...part, notes: [...notes, ...part.notes] } : part));
}

function unreadableFault({ problem }: InputError, file: string): ToldFault {
  const { where, expected, received, hint = "Look at that place in the file" } = problem;
  return {
    severity: "error",
    rule: "unreadable",
    where,
    file,
    what: `expected ${expected}, got ${received}`,
    hint,
  };
}
