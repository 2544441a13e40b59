import { basename, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { excerpt, InputError } from "../../errors.js";
import { Interrupted } from "../../experiment/interrupted.js";
import {
  familiesNamed,
  type GeneratedTrace,
  generateTraces as generate,
  readGenerator,
  setOf,
  type TraceFamily,
  traceFamilies,
  withParameters,
} from "../../inputs/generators/index.js";
import { findSource, readTextFile, shownPath } from "../../inputs/index.js";
import { columnsOf, type OptionalColumns } from "../../model/trace.js";
import { type FilesWriter, openFilesWriter } from "../../report/files.js";
import { printable } from "../../report/names.js";
import { abrsim } from "../../report/trace-formats/abrsim.js";
import { TRACE_WRITERS } from "../../report/trace-formats/registry.js";
import type { TraceWriter } from "../../report/trace-formats/trace-writer.js";
import { columnsLeftOut } from "../../report/trace-notes.js";
import { nearestHint } from "../../suggestion.js";
import { onInterrupt } from "../interrupt.js";
import { progressOnStderr } from "../progress.js";

/** The flags of `abrsim traces generate`, as commander gives them. */
export interface GenerateFlags {
  readonly out: string;
  readonly seed?: number;
  readonly count?: number;
  readonly duration?: number;
  readonly set?: readonly string[];
  readonly format?: string;
}

/**
 * Writes traces of the generators that are named, or of the shipped families, one at a time; they come to their places
 * when all have been written. What is left out of the flags is as in the shipped files.
 *
 * @param sources names of families, presets and kinds, and files that hold a generator
 */
export async function generateTraces(sources: readonly string[], flags: GenerateFlags): Promise<void> {
  const { out, seed, count, duration: durationSeconds, set = [] } = flags;
  const writer = writerNamed(flags.format);
  const named = sources.length === 0 ? traceFamilies : (await Promise.all(sources.map(familiesOf))).flat();
  const families = named.map((family) => withParameters(family, set));
  checkNames(families);
  const ending = writer.endings[0];
  // What is wrong with any is told before the first is made.
  const all = families.map((family) => ({
    folder: setOf(family),
    traces: generate(family, { seed, count: most(family, count, sources), durationSeconds, ending }),
  }));

  const total = all.reduce((sum, { traces }) => sum + traces.count, 0);
  const written = new Map<string, number>();
  const leftOut = { latency: false, loss: false };
  const interrupt = onInterrupt();
  const progress = progressOnStderr("generating", (done, of) => `${done}/${of} traces`);
  const disk = await openFilesWriter(out);
  try {
    let done = 0;
    for (const { folder, traces } of all) {
      for (const trace of traces) {
        const has = writeTrace(disk, `${folder}/${trace.name}`, trace, writer);
        for (const column of ["latency", "loss"] as const)
          if (has[column] && !writer.carries[column]) leftOut[column] = true;
        written.set(folder, (written.get(folder) ?? 0) + 1);
        progress.update(++done, total);
        await setImmediate();
        if (interrupt.signal.aborted) throw new Interrupted();
      }
    }
    await disk.close();
  } finally {
    progress.stop();
    interrupt.stop();
    await disk.discard();
  }
  for (const [folder, traces] of written)
    process.stdout.write(`${printable(join(out, folder))}: ${traces} ${traces === 1 ? "trace" : "traces"}\n`);
  const note = columnsLeftOut(leftOut, writer.name);
  if (note !== undefined) process.stderr.write(`${note}\n`);
}

/** Of all shipped families, some have fewer traces than may be asked for: there are as many patterns as there are. */
function most(
  family: TraceFamily,
  count: number | undefined,
  sources: readonly string[],
): number | undefined {
  if (count === undefined || sources.length > 0 || family.kind !== "patterns") return count;
  return Math.min(count, family.patterns.length);
}

/** @returns what the trace has beside capacity */
function writeTrace(
  disk: FilesWriter,
  file: string,
  { intervals }: GeneratedTrace,
  writer: TraceWriter,
): OptionalColumns {
  const has = columnsOf(intervals[0]!);
  const carried = {
    latency: has.latency && writer.carries.latency,
    loss: has.loss && writer.carries.loss,
  };
  const encoder = writer.open(carried, file, (text) => disk.append(file, text));
  for (const interval of intervals) encoder.interval(interval);
  encoder.end();
  return has;
}

async function familiesOf(source: string): Promise<readonly TraceFamily[]> {
  if (!/[/\\]|\.(?:ya?ml|json)$/i.test(source)) return familiesNamed(source);
  const cwd = process.cwd();
  const { files } = await findSource(source, { base: cwd, cwd, kind: "a generator in YAML or JSON" });
  return Promise.all(
    files.map(async (path) => {
      const where = shownPath(path, cwd);
      const { text } = await readTextFile(path, where);
      return readGenerator(text, where, basename(path).replace(/\.[^.]*$/, ""));
    }),
  );
}

function checkNames(families: readonly TraceFamily[]): void {
  const seen = new Set<string>();
  for (const family of families) {
    const name = `${setOf(family)}/${family.name}`.toLowerCase();
    if (seen.has(name))
      throw new InputError({
        where: "abrsim traces generate",
        expected: "generators of different names, as their files bear them",
        received: `${family.name} twice`,
        hint: "Give one of them another name, in its file or with --set name=...",
      });
    seen.add(name);
  }
}

function writerNamed(name: string | undefined): TraceWriter {
  if (name === undefined) return abrsim;
  const writer = TRACE_WRITERS.find((known) => known.name === name);
  if (writer) return writer;
  const known = TRACE_WRITERS.map((each) => each.name);
  throw new InputError({
    where: "--format",
    expected: `one of ${known.join(", ")}`,
    received: excerpt(name),
    ...nearestHint(name, known),
  });
}
