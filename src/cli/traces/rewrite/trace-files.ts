import { stat } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { InputError } from "../../../errors.js";
import { isThrottleSource } from "../../../inputs/generators/throttle-source.js";
import { findSource, shownPath } from "../../../inputs/index.js";
import { stemOf } from "./file-names.js";

/** A file to read traces from. */
export interface TraceFile {
  /** Absolute. */
  readonly path: string;
  /** How messages name it. */
  readonly where: string;
  /** What files made of it are called, before their ending: with the folders that it lies in below its source. */
  readonly name: string;
  readonly bytes: number;
}

/** The files that sources name, each once, and whether they can only be one. */
export interface TraceFiles {
  readonly kind: "file" | "files";
  readonly files: readonly TraceFile[];
}

/** @throws InputError for a source that names nothing */
export async function traceFiles(sources: readonly string[]): Promise<TraceFiles> {
  const cwd = process.cwd();
  const kind = "a trace, a recording, or a folder or pattern of them";
  const found = await Promise.all(
    sources.map(async (source) => {
      if (isThrottleSource(source)) throw noFile(source);
      const { kind: is, files } = await findSource(source, { base: cwd, cwd, kind });
      return { is, files, folder: is === "folder" ? resolve(cwd, source) : sharedFolder(files.map(dirname)) };
    }),
  );
  const folder = sharedFolder(found.map((each) => each.folder));
  const paths = [...new Set(found.flatMap(({ files }) => files))];
  return {
    kind: found.length === 1 && found[0]!.is === "file" ? "file" : "files",
    files: await Promise.all(
      paths.map(async (path) => ({
        path,
        where: shownPath(path, cwd),
        name: nameBelow(folder, path),
        bytes: (await stat(path)).size,
      })),
    ),
  };
}

const noFile = (source: string) =>
  new InputError({
    where: source,
    expected: "a file, a folder or a pattern",
    received: "a preset",
    hint: `Write it to a file by abrsim traces generate ${source.replace(/^[^:]*:/, "")}`,
  });

function nameBelow(folder: string, path: string): string {
  const folders = relative(folder, dirname(path))
    .split(sep)
    .filter((name) => name !== "");
  return [...folders, stemOf(path)].join("/");
}

/** The deepest folder that holds all of these, or is one of them. */
function sharedFolder(folders: readonly string[]): string {
  return folders.reduce((shared, folder) => {
    const [a, b] = [shared.split(sep), folder.split(sep)];
    const differ = a.findIndex((name, depth) => name !== b[depth]);
    return differ === -1 ? shared : a.slice(0, differ).join(sep) || sep;
  });
}
