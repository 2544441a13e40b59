import { realpathSync } from "node:fs";
import { join, relative } from "node:path";
import { InputError } from "../../errors.js";
import { readTextFile } from "../../inputs/index.js";
import { folderContents } from "../../report/files.js";
import { FILTER_RECORD, keptFilesOf } from "../../report/trace-filter/record.js";
import type { TraceFile } from "./rewrite/trace-files.js";

/**
 * Looks at the folder that kept traces are to go to: it must hold nothing else, as it is a data set then.
 *
 * @returns the files that an earlier filter has put there, by their names in the folder: they are to be replaced
 * @throws InputError when there are files and no record of an earlier filter, and when traces are read from there
 */
export async function earlierFilesIn(
  folder: string,
  sources: readonly TraceFile[],
): Promise<ReadonlySet<string>> {
  const names = (await folderContents(folder)) ?? [];
  if (names.length === 0) return new Set();
  const below = sources.find(
    ({ path }) => !relative(realpathSync(folder), realpathSync(path)).startsWith(".."),
  );
  if (below !== undefined)
    throw new InputError({
      where: folder,
      expected: "a folder that no trace is read from",
      received: `the one that ${below.where} is in`,
      hint: "Name another folder",
    });
  const path = join(folder, FILTER_RECORD);
  const files = names.includes(FILTER_RECORD) ? keptFilesOf((await readTextFile(path)).text) : undefined;
  if (files !== undefined) return new Set([...files, FILTER_RECORD]);
  throw new InputError({
    where: folder,
    expected:
      "a folder that is empty, not there yet, or of an earlier filter, as it is to hold what is kept alone",
    received: "one with other files",
    hint: "Name another folder, or remove this one",
  });
}
