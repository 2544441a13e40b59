import { InputError } from "../../errors.js";
import { type Bases, folderOf, shownPath } from "../../inputs/files.js";
import { oneFile } from "../planning/placed.js";
import type { RunFile } from "../results/run-file.js";

/** A place where the scenario of a run may be. */
export interface ScenarioPlace {
  /** Absolute. */
  readonly file: string;
  /** Where its relative paths lead: beside it, and from what may have been the working folder of the run. */
  readonly bases: Bases;
}

/** What is known of where a run's scenario may be. */
export interface ScenarioSearch {
  readonly run: RunFile;
  /** The scenario's file, where the user names it. */
  readonly named: string | undefined;
  /** The working folder. */
  readonly cwd: string;
}

/**
 * Does something in the first place where it can be done, among those where the scenario of a run may be: what the
 * user names, or else what run.json names, which is relative to a working folder that run.json does not name. It is
 * looked for from the working folder, then from the results folder and from each one above it; then, in all of these,
 * by its bare name. A file of that name may be another scenario's, or the wrong copy: it is the right one if the work
 * can be done there, and so that work must compare what it reads with what the run read.
 *
 * @throws InputError when there is no such place, or what was wrong with the likeliest
 */
export async function whereScenarioIs<T>(
  search: ScenarioSearch,
  work: (bases: Bases) => Promise<T>,
): Promise<T> {
  const { cwd, named, run } = search;
  const folders = await foldersAround(run, cwd);
  const failures: { readonly place: ScenarioPlace; readonly error: InputError }[] = [];
  for await (const place of placesOf(search, folders)) {
    // Another working folder would not mend what is there and wrong.
    if (failures.some(({ place: { file }, error }) => file === place.file && !isMissing(error))) continue;
    try {
      return await work(place.bases);
    } catch (error) {
      if (!isAboutInputs(error)) throw error;
      failures.push({ place, error });
    }
  }
  const failure = failures.find(({ error }) => !isMissing(error)) ?? failures[0];
  if (failure === undefined) return work({ base: cwd, cwd }).catch(tellLost(run, cwd, folders));
  const { error, place } = failure;
  throw named === undefined ? orAnother(error, shownPath(place.file, cwd)) : error;
}

/** The working folder, the results folder, and those above it. */
async function foldersAround({ path }: RunFile, cwd: string): Promise<readonly string[]> {
  const folders = [cwd];
  let below = await oneFile(path, { base: cwd, cwd }, "a run.json");
  for (let folder = folderOf(below); folder !== below; folder = folderOf(below)) {
    folders.push(folder);
    below = folder;
  }
  return folders;
}

async function* placesOf(
  { run: { scenario_file: recorded }, named, cwd }: ScenarioSearch,
  folders: readonly string[],
): AsyncGenerator<ScenarioPlace> {
  if (named !== undefined) {
    const file = await oneFile(named, { base: cwd, cwd }, "a scenario file");
    for (const folder of folders) yield placeOf(file, folder);
    return;
  }
  if (recorded === undefined) return;
  for (const name of new Set([recorded, recorded.replace(/^.*[\\/]/, "")]))
    for (const folder of folders) {
      const file = await oneFile(name, { base: folder, cwd: folder }, "a scenario file").catch(
        () => undefined,
      );
      if (file !== undefined) yield placeOf(file, folder);
    }
}

const placeOf = (file: string, cwd: string): ScenarioPlace => ({
  file,
  bases: { base: folderOf(file), cwd },
});

/** Not about the choice of a session, which is as wrong everywhere. */
const isAboutInputs = (error: unknown): error is InputError =>
  error instanceof InputError && !error.problem.where.startsWith("--");

const isMissing = ({ problem }: InputError): boolean =>
  /nothing of that name|no match/.test(problem.received);

const orAnother = ({ problem }: InputError, taken: string): InputError => {
  const { hint = "Restore it" } = problem;
  const another = `If ${taken} is not the run's scenario, name that with --scenario`;
  return new InputError({ ...problem, hint: `${hint}${hint.endsWith("?") ? "" : "."} ${another}` });
};

/** Of a scenario whose file was found nowhere, and that does not do without. */
const tellLost =
  ({ path, scenario_file: recorded }: RunFile, cwd: string, [, results = "."]: readonly string[]) =>
  (error: unknown): never => {
    if (!isAboutInputs(error) || !isMissing(error)) throw error;
    if (recorded === undefined)
      throw new InputError({
        ...error.problem,
        hint: "Paths are relative to the scenario's file: name it with --scenario",
      });
    throw new InputError({
      where: path,
      expected: `the scenario's file, ${recorded}`,
      received: `nothing of that name in the working folder, in ${shownPath(results, cwd)}, or above that`,
      hint: "Name it with --scenario",
    });
  };
