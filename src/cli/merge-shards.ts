import { join } from "node:path";
import type { TableFormat } from "../report/tables/index.js";
import { apart } from "./apart/apart.js";
import { onStderr } from "./colours.js";
import { EXIT } from "./exit-codes.js";
import { printComparison, tellFailures } from "./print-result.js";
import { progressOnStderr, silentProgress } from "./progress.js";
import { keepUnfinished } from "./unfinished.js";

/** The flags of `abrsim merge`, as commander gives them. */
export interface MergeFlags {
  readonly out: string;
  readonly format: TableFormat;
  /** Names, as written. */
  readonly tables?: readonly string[];
  readonly report?: boolean;
  readonly quiet?: boolean;
  readonly force?: boolean;
}

/** Joins the folders of shards, and returns the exit code. */
export async function mergeShards(folders: readonly string[], flags: MergeFlags): Promise<number> {
  const { out, format, report = true, quiet = false, force = false } = flags;
  const progress = quiet ? silentProgress : progressOnStderr("merge");
  try {
    const { summary, shards, notes, failed, failures } = await apart(
      "merge",
      { folders, out, tables: flags.tables, report, force, cwd: process.cwd() },
      { hear: ({ finished, all }) => progress.update(finished, all) },
    );
    progress.stop();
    if (!quiet) {
      printComparison(summary, format);
      const where = report ? join(out, "report.html") : out;
      process.stderr.write(
        `${summary.sessions} sessions of ${shards} ${shards === 1 ? "shard" : "shards"}. Results: ${where}\n`,
      );
      for (const note of notes) process.stderr.write(`${onStderr().yellow("warning:")} ${note}\n`);
    }
    tellFailures(failures, failed);
    return failed > 0 ? EXIT.sessionsFailed : EXIT.done;
  } catch (error) {
    throw await keepUnfinished(out, error);
  } finally {
    progress.stop();
  }
}
