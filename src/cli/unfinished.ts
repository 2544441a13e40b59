import { Interrupted } from "../experiment/interrupted.js";
import { KEPT, removeUnfinished, unfinishedIn } from "../experiment/unfinished/unfinished-run.js";
import { holdsFolder, releaseFolder, removePartialFiles } from "../report/files.js";

/**
 * Does for a results folder what a thread that was ended could not.
 *
 * @returns the error to throw, which says whether anything is kept
 */
export async function keepUnfinished(out: string, error: unknown): Promise<unknown> {
  if (!holdsFolder(out)) return error;
  await removePartialFiles(out);
  const kept = (await unfinishedIn(out))?.units ?? 0;
  if (kept === 0) await removeUnfinished(out);
  releaseFolder(out);
  return kept > 0 && error instanceof Interrupted ? new Interrupted(`interrupted; ${KEPT}`) : error;
}
