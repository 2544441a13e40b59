import { tablesNamed, USUAL_TABLES } from "../../experiment/exports/result-tables.js";
import { type Merged, type MergeOptions, mergeFolders } from "../../experiment/merge/merge-folders.js";
import type { Work } from "../apart/desk.js";
import { nowAndThen } from "../apart/now-and-then.js";

export interface MergeInput extends Pick<MergeOptions, "out" | "report" | "force" | "cwd"> {
  readonly folders: readonly string[];
  /** As written; missing: the usual. */
  readonly tables: readonly string[] | undefined;
}

export interface MergeNews {
  readonly finished: number;
  readonly all: number;
}

/** Joins shards; the report simulates some sessions again, and so policies run. */
export const work: Work<MergeInput, MergeNews, Merged> = (
  { folders, tables, ...options },
  { tell, finishing },
) =>
  mergeFolders(folders, {
    ...options,
    tables: tables ? tablesNamed(tables) : USUAL_TABLES,
    onProgress: nowAndThen((finished, all) => tell({ finished, all })),
    onWriting: finishing,
  });
