import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { excerpt, InputError } from "../../errors.js";
import { findSource, openText, shownPath, streamTraces } from "../../inputs/index.js";
import type { Gaps } from "../../model/trace-note.js";
import { type LineWriter, openLineWriter } from "../../report/files.js";
import { printable } from "../../report/names.js";
import { abrsim } from "../../report/trace-formats/abrsim.js";
import type { TraceEncoder } from "../../report/trace-formats/trace-writer.js";
import { noteInWords } from "../../report/trace-notes.js";
import { traceSummary } from "../../report/trace-summary.js";

/** The flags of `abrsim traces convert`, as commander gives them. */
export interface ConvertFlags {
  readonly from?: string;
  readonly to?: "abrsim";
  readonly gaps?: Gaps;
  readonly part?: string;
}

/** Writes a trace, or what a recording shows of its link, as abrsim CSV. */
export async function convertTrace(from: string, to: string, flags: ConvertFlags): Promise<void> {
  if (flags.to === undefined && !/\.csv$/i.test(to))
    throw new InputError({
      where: to,
      expected: "a file name that ends in .csv, as abrsim's own traces do",
      received: excerpt(/\.[^./\\]*$/.exec(to)?.[0] ?? "no ending"),
      hint: "Change the ending, or say --to abrsim",
    });
  const path = await oneFile(from);
  if ((await realPath(to)) === (await realPath(path)))
    throw new InputError({
      where: to,
      expected: "another file than is read",
      received: "the same",
      hint: "Name another file to write",
    });
  const file = await openLineWriter(to);
  try {
    await write(path, file, flags);
  } finally {
    await file.discard();
  }
}

async function write(path: string, file: LineWriter, { from, gaps, part: wanted }: ConvertFlags) {
  const where = shownPath(path, process.cwd());
  const parts = new Set<string>();
  const total = { intervals: 0, duration: 0, bits: 0 };
  const notes: string[] = [];
  let flushed: Promise<void> | undefined;
  let encoder: TraceEncoder | undefined;
  const put = (text: string) => {
    flushed = file.write(text) ?? flushed;
  };
  const format = await streamTraces(
    openText(path, where).chunks,
    { where, format: from, gaps },
    {
      begin(columns, part) {
        if (part !== undefined) parts.add(part);
        if (encoder || (wanted !== undefined && wanted !== part)) return { interval: () => {} };
        const writing = abrsim.open(columns, where);
        encoder = writing;
        return {
          interval(interval) {
            total.intervals++;
            total.duration += interval.duration;
            total.bits += interval.duration * interval.bandwidth;
            put(writing.interval(interval));
          },
        };
      },
      ready: () => flushed,
      note(note, part) {
        if (part === undefined || part === wanted || wanted === undefined) notes.push(noteInWords(note));
      },
    },
  );
  if (encoder === undefined || (wanted === undefined && parts.size > 1)) throw noSuchPart(parts, wanted);
  put(encoder.end());
  await file.close();
  process.stdout.write(`${printable(file.path)}: ${traceSummary(total)}, from ${format.name}\n`);
  for (const note of notes) process.stderr.write(`${note}\n`);
}

async function oneFile(source: string): Promise<string> {
  const cwd = process.cwd();
  const kind = "a trace or a recording";
  const found = await findSource(source, { base: cwd, cwd, kind });
  if (found.kind === "file") return found.files[0];
  throw new InputError({ where: source, expected: kind, received: `a ${found.kind}`, hint: "Name one file" });
}

function noSuchPart(parts: ReadonlySet<string>, wanted: string | undefined): InputError {
  const names = [...parts];
  return new InputError({
    where: "--part",
    expected:
      parts.size === 0
        ? "none, as the file has one trace"
        : `one of ${excerpt(names.slice(0, 20).join(", "))}`,
    received: wanted === undefined ? "nothing" : excerpt(wanted),
    ...(wanted === undefined && { hint: "The file has several traces; say which with --part" }),
  });
}

/** Where a path leads, links followed; the path itself if there is nothing yet. */
const realPath = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));
