import { compareFolders } from "../experiment/comparison/compare-folders.js";
import { printable } from "../report/names.js";
import { COMPARE_TABLES, type TableFormat } from "../report/tables/index.js";
import { onStderr } from "./colours.js";
import { EXIT } from "./exit-codes.js";
import { stdoutLook } from "./stdout.js";

/** The flags of `abrsim compare`, as commander gives them. */
export interface CompareFlags {
  readonly control?: string;
  readonly metrics?: readonly string[];
  readonly weights?: Readonly<Record<string, number>>;
  readonly margin?: Readonly<Record<string, number | string>>;
  /** Percent of traces that are the control's. */
  readonly split?: number;
  readonly format: TableFormat;
}

/** Prints what one or two results folders show, and returns the exit code. */
export async function compareResults(
  folders: readonly [string, string?],
  { control, metrics, weights, margin, split, format }: CompareFlags,
): Promise<number> {
  const { summary, notes } = await compareFolders(folders, {
    ...{ control, metrics, weights, margins: margin, controlPercent: split },
  });
  for (const note of notes) process.stderr.write(`${onStderr().yellow("note:")} ${printable(note)}\n`);
  process.stdout.write(COMPARE_TABLES[format](summary, stdoutLook()));
  return EXIT.done;
}
