import { InputError } from "../errors.js";
import { readTextFile } from "../inputs/files.js";
import { folderContents } from "../report/files.js";

/** Everything that a run may leave in its folder, beside charts and exports. */
export const RESULT_FILES = [
  "sessions.csv",
  "segments.csv",
  "telemetry.jsonl",
  "summary.json",
  "report.html",
  "run.json",
] as const;
export const CHARTS_FOLDER = "charts";
export const P1203_FOLDER = "p1203";

/**
 * Refuses a folder whose content a run must not touch: results of another run, unless forced; and anything that is
 * not abrsim's, whether forced or not, if a file of a run would take its place.
 *
 * @throws InputError naming the folder
 */
export async function checkFolder(out: string, runId: string, force: boolean): Promise<void> {
  const names = await folderContents(out);
  if (names === undefined) return;
  const owner = names.includes("run.json") ? await ownerOf(`${out}/run.json`) : undefined;
  if (owner === runId) return;
  const ours = new Set<string>([...RESULT_FILES, CHARTS_FOLDER, P1203_FOLDER]);
  const visible = names.filter((name) => !name.startsWith("."));
  const inTheWay = visible.filter((name) => ours.has(name));
  if (owner !== undefined ? force : inTheWay.length === 0 && (force || visible.length === 0)) return;
  throw new InputError({
    where: out,
    expected: "a new or empty folder, or one of the same run",
    received:
      owner !== undefined ? "the results of another run" : `a folder with other files (${visible[0]})`,
    hint:
      owner !== undefined
        ? "Choose another folder with --out, or replace the results in it with --force"
        : "Choose another folder with --out",
  });
}

/** The id of the run that a run.json is of; undefined if it is none of abrsim's. */
async function ownerOf(path: string): Promise<string | undefined> {
  const { text } = await readTextFile(path);
  try {
    const { abrsim, run_id } = JSON.parse(text) as { abrsim?: unknown; run_id?: unknown };
    return abrsim !== undefined && typeof run_id === "string" ? run_id : undefined;
  } catch {
    return undefined; // Some other program's.
  }
}
