import { InputError } from "../../errors.js";
import { readTextFile } from "../../inputs/files.js";
import { folderContents } from "../../report/files.js";
import { FIGURES, JOURNAL, unfinishedIn } from "../unfinished/unfinished-run.js";

/** Everything that a run may leave in its folder, beside charts and exports. */
export const RESULT_FILES = [
  "sessions.csv",
  "segments.csv",
  "telemetry.jsonl",
  "sessions.parquet",
  "segments.parquet",
  "summary.json",
  "report.html",
  FIGURES,
  JOURNAL,
  "run.json",
] as const;
export const CHARTS_FOLDER = "charts";
export const P1203_FOLDER = "p1203";

/** Whose a folder is: a run, or one shard of it. */
export interface Owner {
  readonly run_id: string;
  /** As in `--shard`; missing: the whole run. */
  readonly shard?: string | undefined;
}

/**
 * Refuses a folder whose content a run must not touch: results of another run, finished or not, unless forced; and
 * anything that is not abrsim's, whether forced or not, if a file of a run would take its place.
 *
 * @throws InputError naming the folder
 */
export async function checkFolder(out: string, own: Owner, force: boolean): Promise<void> {
  const names = await folderContents(out);
  if (names === undefined) return;
  const unfinished = (await unfinishedIn(out))?.claim;
  if (unfinished && !isSame(unfinished, own) && !force)
    throw ofAnother(out, "an unfinished run of another kind");
  const finished = names.includes("run.json") ? await ownerOf(`${out}/run.json`) : undefined;
  if (finished && isSame(finished, own)) return;
  const ours = new Set<string>([...RESULT_FILES, CHARTS_FOLDER, P1203_FOLDER]);
  const visible = names.filter((name) => !name.startsWith("."));
  const inTheWay = visible.filter((name) => ours.has(name));
  // What is placed last was not yet: the files are those of the unfinished run.
  if (finished === undefined && unfinished) return;
  if (finished ? force : inTheWay.length === 0 && (force || visible.length === 0)) return;
  if (isShardWithoutRecord(names, finished)) {
    if (force) return;
    throw ofAnother(out, "a shard without its run.json");
  }
  if (finished)
    throw ofAnother(out, finished.shard ? `shard ${finished.shard} of a run` : "the results of another run");
  throw new InputError({
    where: out,
    expected: EXPECTED,
    received: `a folder with other files (${visible[0]})`,
    hint: "Choose another folder with --out",
  });
}

/** Nothing but a shard has both files, and nothing else keeps them when it is finished. */
const isShardWithoutRecord = (names: readonly string[], finished: Owner | undefined): boolean =>
  finished === undefined && names.includes(FIGURES) && names.includes(JOURNAL);

const EXPECTED = "a new or empty folder, or one of the same run";

const isSame = (one: Owner, other: Owner) => one.run_id === other.run_id && one.shard === other.shard;

const ofAnother = (out: string, received: string) =>
  new InputError({
    where: out,
    expected: EXPECTED,
    received,
    hint: "Choose another folder with --out, or replace the results in it with --force",
  });

/** The run that a run.json is of; undefined if it is none of abrsim's. */
async function ownerOf(path: string): Promise<Owner | undefined> {
  const { text } = await readTextFile(path);
  try {
    const { abrsim, run_id, shard } = JSON.parse(text) as {
      abrsim?: unknown;
      run_id?: unknown;
      shard?: { part?: unknown };
    };
    if (abrsim === undefined || typeof run_id !== "string") return undefined;
    return { run_id, ...(typeof shard?.part === "string" && { shard: shard.part }) };
  } catch {
    return undefined; // Some other program's.
  }
}
