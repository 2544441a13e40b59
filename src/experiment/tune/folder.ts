import { InputError } from "../../errors.js";
import { readTextFile } from "../../inputs/files.js";
import { folderContents, openFilesWriter, removeFile } from "../../report/files.js";
import { candidatesCsv, jsonTune, type TuneReport, tunedYaml } from "../../report/tune/index.js";

/** Of a tuning, and of a shard of one: what says whose a folder is. */
const TUNE_FILE = "tune.json";
export const SHARD_FILE = "shard.json";
const SNIPPET_FILE = "tuned.yaml";

/** A tuning, or a shard of one. */
export interface Owner {
  readonly id: string;
  /** `I/N`. */
  readonly shard?: string;
}

/**
 * Refuses a folder that holds anything but an earlier run of the same tuning, or of the same shard; with `force`, of
 * another one.
 *
 * @throws InputError naming the folder
 */
export async function checkTuneFolder(out: string, own: Owner, force: boolean): Promise<void> {
  const names = (await folderContents(out)) ?? [];
  const file = [TUNE_FILE, SHARD_FILE].find((name) => names.includes(name));
  const owner = file && (await ownerIn(`${out}/${file}`));
  if (owner && (force || (owner.id === own.id && owner.shard === own.shard))) return;
  const visible = names.filter((name) => !name.startsWith("."));
  if (!owner && visible.length === 0) return;
  throw new InputError({
    where: out,
    expected: "a new or empty folder, or one of the same tuning",
    received: owner ? "the results of another tuning" : `a folder with other files (${visible[0]})`,
    hint: `Choose another folder with --out${owner ? ", or replace what is in it with --force" : ""}`,
  });
}

async function ownerIn(path: string): Promise<Owner | undefined> {
  const { text } = await readTextFile(path);
  try {
    const { abrsim, id, shard } = JSON.parse(text) as { abrsim?: unknown } & Owner;
    return abrsim !== undefined && typeof id === "string" ? { id, ...(shard && { shard }) } : undefined;
  } catch {
    return undefined; // Some other program's.
  }
}

/**
 * Writes what a tuning found: all of it, its candidates as a table, and the best of them as a scenario has it. Either all
 * files come to their places, or none.
 *
 * @throws InputError when the disk refuses
 */
export async function writeTuneFolder(out: string, report: TuneReport): Promise<void> {
  const files = await openFilesWriter(out);
  try {
    files.append("candidates.csv", candidatesCsv(report));
    const tuned = tunedYaml(report);
    if (tuned !== "") files.append(SNIPPET_FILE, tuned);
    files.append(TUNE_FILE, jsonTune(report));
    await files.close();
  } catch (error) {
    await files.discard();
    throw error;
  }
  if (tunedYaml(report) === "") await removeFile(`${out}/${SNIPPET_FILE}`);
}
