import { excerpt, InputError } from "../../errors.js";
import type { Head } from "../head.js";
import { parseDecimal, type Quantity, readQuantity } from "../quantity.js";
import { forEachLine, type TextChunks } from "../text.js";

/** The two columns that several formats have in common, and what they mean in one of them. */
export interface TimeRateUnits {
  readonly time: Quantity;
  readonly rate: Quantity;
  /** "seconds and Mbps" */
  readonly name: string;
}

/**
 * Calls `visit` with each row of two numbers parted by spaces or tabs.
 *
 * @throws InputError for a row that is not two numbers in range, or whose time is before that of the row above, and
 *   for a single row
 */
export async function forEachTimeRate(
  chunks: TextChunks,
  where: string,
  units: TimeRateUnits,
  visit: (time: number, rate: number, line: number) => void,
): Promise<void> {
  let previous = Number.NEGATIVE_INFINITY;
  let rows = 0;
  await forEachLine(chunks, where, (text, line) => {
    const here = `${where}:${line}`;
    const fields = text.split(/\s+/);
    if (fields.length !== 2)
      throw new InputError({
        where: here,
        expected: `two numbers, ${units.name}`,
        received: excerpt(text),
        hint: "Check that the line is complete, or name another format",
      });
    const time = readQuantity(fields[0]!, units.time, here);
    const rate = readQuantity(fields[1]!, units.rate, here);
    if (time < previous)
      throw new InputError({
        where: here,
        expected: `a time of ${previous} or more, as in the row above`,
        received: excerpt(fields[0]),
        hint: "Sort the rows by time",
      });
    previous = time;
    rows++;
    visit(time, rate, line);
  });
  if (rows === 1)
    throw new InputError({
      where,
      expected: "two rows or more, from one to the next of which an interval lasts",
      received: "a single row, which says no interval",
      hint: "Check that the file is complete",
    });
}

/** What tells formats of two columns apart, whose rows look alike. */
export interface TimeRateShape {
  /** Median time from the first to the second, the third to the fourth row, ... */
  readonly step: number;
  /** Whether the first and second, the third and fourth row, ... have equal rates. */
  readonly paired: boolean;
  /** Median rate. */
  readonly rate: number;
}

/**
 * The shape of the lines that are two numbers. A few may be amiss, which the reader of the format that the others fit
 * gets to report. "none" when most are amiss; "unknown" when there are no two rows to tell it from.
 */
export function timeRateShape({ lines }: Head): TimeRateShape | "none" | "unknown" {
  const rows = lines.map(parseRow);
  const rates = rows.flatMap((row) => row?.rate ?? []);
  if (rates.length === 0 || 2 * rates.length < rows.length) return "none";
  const steps: number[] = [];
  let paired = true;
  for (let index = 1; index < rows.length; index += 2) {
    const [first, second] = [rows[index - 1], rows[index]];
    if (!first || !second) continue;
    steps.push(second.time - first.time);
    paired &&= second.rate === first.rate;
  }
  return steps.length === 0 ? "unknown" : { step: median(steps), paired, rate: median(rates) };
}

function parseRow(line: string): { readonly time: number; readonly rate: number } | undefined {
  const [time, rate, ...more] = line.split(/\s+/).map(parseDecimal);
  return time === undefined || rate === undefined || more.length > 0 ? undefined : { time, rate };
}

/** The upper of the two middle values where their number is even. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
