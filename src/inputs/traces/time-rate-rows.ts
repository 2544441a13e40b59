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
 * @throws InputError for a row that is not two numbers in range, or whose time is before that of the row above
 */
export async function forEachTimeRate(
  chunks: TextChunks,
  where: string,
  units: TimeRateUnits,
  visit: (time: number, rate: number, line: number) => void,
): Promise<void> {
  let previous = Number.NEGATIVE_INFINITY;
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
    visit(time, rate, line);
  });
}

/** What tells formats of two columns apart, whose rows look alike. */
export interface TimeRateShape {
  /** Rows at the beginning of the head that are two numbers, at least 1. */
  readonly rows: number;
  /** Median time from the first to the second, the third to the fourth row, ...; undefined for a single row. */
  readonly step: number | undefined;
  /** Whether the first and second, the third and fourth row, ... have equal rates. */
  readonly paired: boolean;
  /** Median rate. */
  readonly rate: number;
}

/** The shape of the leading lines that are two numbers; undefined when the first line is not. */
export function timeRateShape({ lines }: Head): TimeRateShape | undefined {
  const rows: [time: number, rate: number][] = [];
  for (const line of lines) {
    const [time, rate, ...more] = line.split(/\s+/).map(parseDecimal);
    if (time === undefined || rate === undefined || more.length > 0) break;
    rows.push([time, rate]);
  }
  if (rows.length === 0) return undefined;
  const steps: number[] = [];
  let paired = true;
  for (let row = 1; row < rows.length; row += 2) {
    steps.push(rows[row]![0] - rows[row - 1]![0]);
    paired &&= rows[row]![1] === rows[row - 1]![1];
  }
  return {
    rows: rows.length,
    step: steps.length > 0 ? median(steps) : undefined,
    paired,
    rate: median(rows.map(([, rate]) => rate)),
  };
}

/** The upper of the two middle values where their number is even. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
