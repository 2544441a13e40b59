import { InputError } from "../../errors.js";
import { fileBytes, listFolder } from "../../inputs/files.js";
import { pathIn } from "../results/read-results.js";
import { type RunFile, readRunFile } from "../results/run-file.js";
import type { ShardRecord } from "../run-record.js";
import { JOURNAL, unfinishedIn } from "../unfinished/unfinished-run.js";

/** The folder of a shard, looked at. */
export interface ShardPart {
  /** As the user named it. */
  readonly folder: string;
  readonly run: RunFile;
  readonly shard: ShardRecord;
  /** The text of its journal, which has the checksums of all that it cuts in pieces. */
  readonly journal: string;
}

/**
 * Looks at the folders of shards. A folder that holds nothing but folders stands for them.
 *
 * @throws InputError when one is no finished shard
 */
export async function shardParts(folders: readonly string[]): Promise<ShardPart[]> {
  const parts: ShardPart[] = [];
  for (const folder of folders) {
    const names = await listFolder(folder);
    const within = names?.includes("run.json") ? [] : await shardsIn(folder, names ?? []);
    for (const one of within.length > 0 ? within : [folder]) parts.push(await shardPart(one));
  }
  return parts;
}

/** The folders in a folder that hold a run, or the beginning of one. */
async function shardsIn(folder: string, names: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of names) {
    const inner = pathIn(folder, name);
    const files = await listFolder(inner).catch(() => undefined);
    if (files?.some((file) => file === "run.json" || file === ".unfinished")) found.push(inner);
  }
  return found;
}

async function shardPart(folder: string): Promise<ShardPart> {
  const unfinished = await unfinishedIn(folder);
  if (unfinished)
    throw new InputError({
      where: folder,
      expected: "a shard that is finished",
      received: `one of which ${unfinished.units} of ${unfinished.claim.units} units are`,
      hint: "Run its command again, which goes on from there",
    });
  const run = await readRunFile(folder);
  if (run.shard === undefined)
    throw new InputError({
      where: folder,
      expected: "a shard, as abrsim run --shard writes it",
      received: "the results of a whole run",
      hint: "Name the folders of shards alone",
    });
  const path = pathIn(folder, JOURNAL);
  const journal = await fileBytes(path, 0, Number.MAX_SAFE_INTEGER - 1);
  // A shard without units has an empty one.
  if (journal === undefined) throw changed(path);
  return { folder, run, shard: run.shard, journal: new TextDecoder().decode(journal) };
}

/** What is said of a file of a shard that is not as it was written. */
export const changed = (where: string): InputError =>
  new InputError({
    where,
    expected: "a file as abrsim run wrote it",
    received: "one that was changed or cut off",
    hint: "Run the shard again",
  });
