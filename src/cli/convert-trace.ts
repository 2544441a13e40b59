import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { excerpt, InputError } from "../errors.js";
import { type Link, readLink } from "../experiment/read-link.js";
import type { Gaps, RecordedLink } from "../inputs/index.js";
import { openLineWriter } from "../report/files.js";
import { printable } from "../report/names.js";
import { count, quantity } from "../report/number-format.js";
import { abrsimCsvLines } from "../report/trace-csv.js";
import { traceSummary } from "../report/trace-summary.js";

/** The flags of `abrsim traces convert`, as commander gives them. */
export interface ConvertFlags {
  readonly from?: string;
  readonly to?: "abrsim";
  readonly gaps: Gaps;
  readonly session?: number;
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
  const { gaps, session } = flags;
  const link = await readLink(from, { format: flags.from, gaps, session, cwd: process.cwd() });
  if ((await realPath(to)) === (await realPath(link.path)))
    throw new InputError({
      where: to,
      expected: "another file than is read",
      received: "the same",
      hint: "Name another file to write",
    });
  const summary = traceSummary({ intervals: link.count, ...(await written(link, to)) });
  process.stdout.write(`${printable(to)}: ${summary}, from ${link.format}\n`);
  if (link.recorded) process.stderr.write(`${measuredInWords(link.recorded, gaps)}\n`);
}

/** Where a path leads, links followed; the path itself if there is nothing yet. */
const realPath = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));

async function written({ intervals, columns }: Link, to: string) {
  let duration = 0;
  let bits = 0;
  function* counted() {
    for (const interval of intervals) {
      duration += interval.duration;
      bits += interval.duration * interval.bandwidth;
      yield interval;
    }
  }
  const file = await openLineWriter(to);
  try {
    for (const line of abrsimCsvLines(counted(), columns)) {
      const flushed = file.write(line);
      if (flushed) await flushed;
    }
    await file.close();
  } finally {
    await file.discard();
  }
  return { duration, bits };
}

const FILLED: Readonly<Record<Gaps, string>> = {
  hold: "the rest holds the capacity known last",
  mean: "the rest has the mean capacity",
  drop: "the rest is left out",
};

function measuredInWords(
  { duration, measured, downloads, withoutDuration }: RecordedLink,
  gaps: Gaps,
): string {
  const share = quantity(measured / duration, "%");
  const rest = measured === duration ? "" : `; ${FILLED[gaps]} (--gaps ${gaps})`;
  const atOnce =
    withoutDuration === 0
      ? ""
      : `. ${count(withoutDuration)} of them took no time, and say nothing of the link`;
  return `measured: ${share} of ${quantity(duration, "s")}, by ${downloads === 1 ? "1 download" : `${count(downloads)} downloads`}${rest}${atOnce}`;
}
