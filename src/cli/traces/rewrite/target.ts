import { stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { excerpt, InputError } from "../../../errors.js";
import { abrsim } from "../../../report/trace-formats/abrsim.js";
import { TRACE_WRITERS } from "../../../report/trace-formats/registry.js";
import type { TraceWriter } from "../../../report/trace-formats/trace-writer.js";

/** Where traces go: all of them to a folder, each to a file of its own, or the only one to a file. */
export type Target = FolderTarget | FileTarget;

export interface FolderTarget {
  readonly kind: "folder";
  readonly folder: string;
  readonly writer: TraceWriter;
}

export interface FileTarget {
  readonly kind: "file";
  readonly folder: string;
  /** In the folder. */
  readonly file: string;
  readonly writer: TraceWriter;
}

/**
 * What a path to write to means: a folder, if it is one, ends in a slash or has no ending; else a file.
 *
 * @param to the name of a format; missing: by the ending of a file, and in a folder abrsim's own
 * @param from whether what is read can only be one file
 * @throws InputError when the ending says no format, and for a file where a folder is needed
 */
export async function targetOf(out: string, to: string | undefined, from: "file" | "files"): Promise<Target> {
  const named = TRACE_WRITERS.find(({ name }) => name === to);
  const there = await stat(out).catch(() => undefined);
  if (there?.isDirectory() || /[/\\]$/.test(out) || (endingOf(out) === undefined && !there?.isFile()))
    return folderTarget(out, named);
  if (from === "files")
    throw new InputError({
      where: out,
      expected: "a folder to write to, as several files are read",
      received: "a file name",
      hint: `Name a folder, such as ${out.replace(/\.[^./\\]*$/, "")}/`,
    });
  return { kind: "file", folder: dirname(out), file: basename(out), writer: named ?? writerByEnding(out) };
}

export const folderTarget = (folder: string, writer: TraceWriter = abrsim): FolderTarget => ({
  kind: "folder",
  folder: folder.replace(/(?<=.)[/\\]+$/, ""),
  writer,
});

/** The ending of a file's name below `.gz`; a number is none: `traces-v1.2`. */
const endingOf = (path: string): string | undefined =>
  /[^./\\](\.[a-z][a-z0-9]*)$/i.exec(path.replace(/\.gz$/i, ""))?.[1]?.toLowerCase();

function writerByEnding(out: string): TraceWriter {
  const ending = endingOf(out) ?? "";
  const meant = TRACE_WRITERS.filter(({ endings }) => endings.includes(ending));
  if (meant.length === 1) return meant[0]!;
  const names = (writers: readonly TraceWriter[]) => writers.map(({ name }) => name).join(", ");
  throw new InputError({
    where: out,
    expected:
      meant.length === 0
        ? `an ending that says the format: ${TRACE_WRITERS.flatMap(({ endings }) => endings.filter((each) => each !== ".txt")).join(", ")}`
        : `a format, as ${ending} may be ${names(meant)}`,
    received: meant.length === 0 ? excerpt(ending || "no ending") : "none",
    hint: `Say --to with one of ${names(meant.length === 0 ? TRACE_WRITERS : meant)}`,
  });
}
