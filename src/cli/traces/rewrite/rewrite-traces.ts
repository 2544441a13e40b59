import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../../errors.js";
import { Interrupted } from "../../../experiment/interrupted.js";
import { openText, streamTraces } from "../../../inputs/index.js";
import type { OptionalColumns, TraceInterval } from "../../../model/trace.js";
import type { Gaps, TraceNote } from "../../../model/trace-note.js";
import { type FilesWriter, openFilesWriter } from "../../../report/files.js";
import type { TraceTotals } from "../../../report/trace-summary.js";
import { withLatencyMs } from "../../../traces/with-latency.js";
import { onInterrupt } from "../../interrupt.js";
import { amountOfBytes, progressOnStderr } from "../../progress.js";
import { safePart, uniqueNames } from "./file-names.js";
import type { Target } from "./target.js";
import type { TraceFile } from "./trace-files.js";
import { WantedParts } from "./wanted-parts.js";

/** What is to become of one trace. Takes its intervals and opens the files that it goes to. */
export type Shape = (open: OpenPiece, trace: ShapedTrace) => ShapedIntervals;

/** Opens a file. @param suffix of its name, where a trace goes to several */
export type OpenPiece = (suffix?: string) => Piece;

export interface ShapedTrace {
  /** How messages name it. */
  readonly where: string;
}

export interface ShapedIntervals {
  interval(interval: TraceInterval): void;
  /** Comes when the trace's file has been read. @throws InputError when nothing can become of it */
  end(): void;
}

/** A trace being written to a file of its own. */
export interface Piece {
  interval(interval: TraceInterval): void;
  /** The trace is whole. */
  end(): void;
  /** It is not wanted. */
  drop(): void;
}

export interface Rewriting {
  /** What it does, for the progress: "converting". */
  readonly doing: string;
  readonly files: readonly TraceFile[];
  readonly target: Target;
  /** How to read. */
  readonly from?: string | undefined;
  readonly gaps?: Gaps | undefined;
  /** The only trace to read of files that have several. */
  readonly part?: string | undefined;
  /** Of all intervals, in place of what the source says. */
  readonly latencyMs?: number | undefined;
  readonly shape: Shape;
  /** What to complain of when nothing came of any trace. */
  readonly nothing?: InputError;
}

/** A file that was written. */
export interface Written extends TraceTotals {
  readonly path: string;
}

/** What came of it. */
export interface Rewritten {
  readonly written: readonly Written[];
  /** What was said of the traces, each of a file that was read. */
  readonly notes: readonly { readonly where: string; readonly note: TraceNote }[];
  /** What some had and the format has no place for. */
  readonly leftOut: OptionalColumns;
  /** The names of the formats that were read. */
  readonly formats: ReadonlySet<string>;
}

/**
 * Reads files and writes what a shape makes of each of their traces, all while they are read: the memory that it takes
 * does not depend on their size, and little on how many traces take turns in one. Files come to their places when all
 * have been written; when anything goes wrong, or the user interrupts, none does.
 *
 * @throws InputError for what cannot be read or written
 * @throws Interrupted when the user wants to stop
 */
export async function rewriteTraces(rewriting: Rewriting): Promise<Rewritten> {
  const { doing, files, target } = rewriting;
  const sources = new Set(files.map(({ path }) => realpathSync(path)));
  if (target.kind === "file") refuseSource(sources, join(target.folder, target.file));
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  const disk = await openFilesWriter(target.folder);
  const interrupt = onInterrupt();
  const progress = progressOnStderr(doing, amountOfBytes);
  try {
    const pieces = new Pieces(rewriting, disk, sources);
    for (const file of files) {
      await pieces.rewrite(file, (bytes) => {
        if (interrupt.signal.aborted) throw new Interrupted();
        progress.update(before + bytes, all);
      });
      before += file.bytes;
    }
    if (rewriting.nothing && pieces.rewritten.written.length === 0) throw rewriting.nothing;
    await disk.close();
    return pieces.rewritten;
  } finally {
    progress.stop();
    interrupt.stop();
    await disk.discard();
  }
}

/** The files being written, and what is to be told of them. */
class Pieces {
  readonly rewritten = {
    written: [] as Written[],
    notes: [] as { where: string; note: TraceNote }[],
    leftOut: { latency: false, loss: false },
    formats: new Set<string>(),
  };
  readonly #rewriting: Rewriting;
  readonly #disk: FilesWriter;
  readonly #sources: ReadonlySet<string>;
  readonly #unique = uniqueNames();

  constructor(rewriting: Rewriting, disk: FilesWriter, sources: ReadonlySet<string>) {
    this.#rewriting = rewriting;
    this.#disk = disk;
    this.#sources = sources;
  }

  /** @param seen called now and then, with the bytes of the file read so far */
  async rewrite(file: TraceFile, seen: (bytes: number) => void): Promise<void> {
    const { from, gaps, part: wanted, target, shape } = this.#rewriting;
    const { where } = file;
    const parts = new WantedParts(where, wanted, target.kind);
    const shaped: ShapedIntervals[] = [];
    const text = openText(file.path, where);
    const format = await streamTraces(
      text.chunks,
      { where, format: from, gaps },
      {
        begin: (columns, part) => {
          if (!parts.take(part)) return { interval: () => {} };
          const trace = { where: part === undefined ? where : `${where}, ${part}` };
          const name = part === undefined ? file.name : `${file.name}-${safePart(part)}`;
          const intervals = shape((suffix) => this.#open(columns, trace.where, name, suffix), trace);
          shaped.push(intervals);
          return intervals;
        },
        ready: () => void seen(text.bytesRead()),
        note: (note, part) => {
          if (part === undefined || parts.isWanted(part)) this.rewritten.notes.push({ where, note });
        },
      },
    );
    parts.end();
    for (const each of shaped) each.end();
    this.rewritten.formats.add(format.name);
  }

  #open(columns: OptionalColumns, where: string, name: string, suffix?: string): Piece {
    const { target, latencyMs } = this.#rewriting;
    const { writer } = target;
    const file = target.kind === "file" ? target.file : this.#nameOf(name, suffix);
    const written = { path: join(target.folder, file), intervals: 0, duration: 0, bits: 0 };
    refuseSource(this.#sources, written.path);
    for (const column of ["latency", "loss"] as const)
      if (columns[column] && !writer.carries[column]) this.rewritten.leftOut[column] = true;
    const carried = {
      latency: writer.carries.latency && (columns.latency || latencyMs !== undefined),
      loss: writer.carries.loss && columns.loss,
    };
    const changed = latencyMs === undefined ? undefined : withLatencyMs(latencyMs);
    const encoder = writer.open(carried, where, (text) => this.#disk.append(file, text));
    return {
      interval: (interval) => {
        written.intervals++;
        written.duration += interval.duration;
        written.bits += interval.duration * interval.bandwidth;
        encoder.interval(changed ? changed(interval) : interval);
      },
      end: () => {
        encoder.end();
        this.rewritten.written.push(written);
      },
      drop: () => this.#disk.drop(file),
    };
  }

  #nameOf(name: string, suffix?: string): string {
    const whole = suffix === undefined ? name : `${name}-${suffix}`;
    return this.#unique(whole, this.#rewriting.target.writer.endings[0]);
  }
}

function refuseSource(sources: ReadonlySet<string>, path: string): void {
  if (!existsSync(path) || !sources.has(realpathSync(path))) return;
  throw new InputError({
    where: path,
    expected: "another file than is read",
    received: "the same",
    hint: "Name another place to write to",
  });
}
