import { excerpt, InputError } from "../errors.js";
import { type Trace, traceFromIntervals } from "../model/trace.js";
import type { TraceNote } from "../model/trace-note.js";
import { type Bases, findSource, identityOf, openText, sha256Of, shownPath } from "./files.js";
import { THROTTLE } from "./generators/presets/throttle.js";
import { isThrottleSource, throttlesNamed } from "./generators/throttle-source.js";
import { traceFormatNamed } from "./traces/named.js";
import { readTraces } from "./traces/read-trace.js";

/**
 * A trace in a scenario or on a command line: a file, a folder or a glob, and its format where it must be said; or
 * "throttle:" and the name of a throttle preset, or * for all.
 */
export type TraceSource = string | { readonly path: string; readonly format?: string | undefined };

export interface LoadTracesOptions extends Bases {
  /** The format of all sources that do not name their own; missing: detected by content. */
  readonly format?: string | undefined;
}

export interface LoadedTrace {
  readonly trace: Trace;
  /** Absolute; of a throttle preset, its source: "throttle:devtools-3g". */
  readonly path: string;
  /** Of the file's content, in hex; of a throttle preset, of what it would be as a file. */
  readonly sha256: string;
  /** The name of the format that it was written in; "throttle" of a throttle preset. */
  readonly format: string;
  /** What is worth knowing of how it came about; of a file of several traces, the first has what is said of all. */
  readonly notes: readonly TraceNote[];
}

/**
 * Reads the traces that sources name, in the order of the sources and, within one, of the paths. A file that several
 * sources name counts once, in the format that one of them names; one of several traces gives them all.
 *
 * @throws InputError for a source that names nothing, an unknown format or two for one file, a file that is
 *   not a trace, and two traces of one name
 */
export async function loadTraces(
  sources: readonly TraceSource[],
  options: LoadTracesOptions,
): Promise<readonly LoadedTrace[]> {
  if (options.format !== undefined) traceFormatNamed(options.format, "format");
  const formats = await formatsByFile(sources, options);
  checkUniqueNames([...formats.keys()], options.cwd);
  const loaded: LoadedTrace[] = [];
  for (const [path, format = options.format] of formats)
    loaded.push(...(isThrottleSource(path) ? loadThrottle(path) : await loadFile(path, format, options.cwd)));
  return loaded;
}

/** The files and throttle presets that sources name, in order, each with the format that a source names for it. */
async function formatsByFile(
  sources: readonly TraceSource[],
  bases: Bases,
): Promise<ReadonlyMap<string, string | undefined>> {
  const formats = new Map<string, string | undefined>();
  for (const source of sources) {
    const { path, format = undefined } = typeof source === "string" ? { path: source } : source;
    if (format !== undefined) checkFormat(format, path);
    for (const file of await placesOf(path, bases)) {
      const other = formats.get(file);
      if (format !== undefined && other !== undefined && format !== other)
        throw new InputError({
          where: shownPath(file, bases.cwd),
          expected: "one format for a file",
          received: `${other} and ${format}`,
          hint: "Leave out one of the sources that name it",
        });
      formats.set(file, other ?? format);
    }
  }
  return formats;
}

function checkFormat(format: string, source: string): void {
  traceFormatNamed(format, source);
  if (isThrottleSource(source))
    throw new InputError({
      where: source,
      expected: "no format, as it is no file",
      received: excerpt(format),
      hint: "Leave the format out",
    });
}

/** What is no file is told by its scheme, before the disk is looked at. */
async function placesOf(source: string, bases: Bases): Promise<readonly string[]> {
  if (!isThrottleSource(source)) return (await findSource(source, bases)).files;
  return throttlesNamed(source).map(({ name }) => `${THROTTLE}:${name}`);
}

function loadThrottle(path: string): readonly LoadedTrace[] {
  return throttlesNamed(path).map(({ name, intervals, csv }) => ({
    trace: traceFromIntervals({ name: `${THROTTLE}/${name}`, set: THROTTLE }, intervals),
    path,
    sha256: sha256Of([csv]),
    format: THROTTLE,
    notes: [],
  }));
}

async function loadFile(
  path: string,
  format: string | undefined,
  cwd: string,
): Promise<readonly LoadedTrace[]> {
  const where = shownPath(path, cwd);
  const file = openText(path, where);
  const { set } = identityOf(path);
  const read = await readTraces(file.chunks, { name: traceName(path), set, where, format });
  const sha256 = file.sha256();
  return read.traces.map(({ trace, notes: own }, place) => {
    const notes = place === 0 ? [...read.notes, ...own] : own;
    return { trace, path, sha256, format: read.format, notes };
  });
}

function traceName(path: string): string {
  if (isThrottleSource(path)) return path.replace(":", "/");
  const { set, file } = identityOf(path);
  return `${set}/${file}`;
}

function checkUniqueNames(paths: readonly string[], cwd: string): void {
  const byName = new Map<string, string>();
  for (const path of paths) {
    const name = traceName(path);
    const other = byName.get(name);
    if (other !== undefined)
      throw new InputError({
        where: shownPath(path, cwd),
        expected: "a trace of its own name",
        received: `"${name}", which ${shownPath(other, cwd)} has too`,
        hint: "Rename one of the files or folders, or leave one out",
      });
    byName.set(name, path);
  }
}
