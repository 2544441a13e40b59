import type { Head } from "../head.js";
import type { Quantity } from "../quantity.js";
import { fieldsOf, headerOf, type NamedRow } from "./named-columns.js";

const UNIT_ID: Quantity = { name: "a unit's number", min: 0, max: 1e12, integer: true };
const COUNT: Quantity = { name: "a count", min: 0, max: 1e9 };

const WHOLE = /^\d{1,12}$/;
/** Successes and failures; what stands there in rows of other tables, cut short, is longer. */
const FEW = /^\d{1,4}$/;
/** The time of a test, in UTC: 2016-06-01 00:37:38 */
const DTIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/;

const SHAPES: Readonly<Record<string, RegExp>> = {
  unit_id: WHOLE,
  dtime: DTIME,
  successes: FEW,
  failures: FEW,
};

/** What all tables of the FCC's Measuring Broadband America have. */
export type FccColumn = "unit_id" | "dtime" | "target" | "successes";

/**
 * The columns of a file without a header, as it is in some months, by one of its rows; undefined if it is not a row.
 *
 * @param columns of the table, of which the last, location_id, is not in every month
 */
export function headlessColumns(
  columns: readonly string[],
  row: readonly string[],
): readonly string[] | undefined {
  const names = columns.slice(0, row.length);
  const fits =
    row.length <= columns.length &&
    row.length >= columns.length - 1 &&
    names.every((name, column) => SHAPES[name]?.test(row[column]!) ?? true);
  return fits ? names : undefined;
}

/** Lines that are looked at for a row. */
const LOOKED_AT = 10;

/**
 * Whether a file is of the table with those columns.
 *
 * @param telling the column that other tables do not have
 */
export function isFccTable(head: Head, columns: readonly string[], telling: string): boolean {
  const header = headerOf(head);
  if (header.includes("unit_id") && header.includes(telling)) return true;
  return head.lines
    .slice(0, LOOKED_AT)
    .some((line) => headlessColumns(columns, fieldsOf(line)) !== undefined);
}

/** @returns its number as it stands there */
export function readUnit(row: NamedRow<FccColumn>): string {
  row.number("unit_id", UNIT_ID);
  return row.text("unit_id");
}

/** A test that failed has no success: the FCC's own programs leave it out too. */
export const hasFailed = (row: NamedRow<FccColumn>): boolean => row.number("successes", COUNT) === 0;

/** Recognises rows that repeat the row above. */
export class Repeats {
  #last: string | undefined;

  isRepeated(key: string): boolean {
    const repeated = key === this.#last;
    this.#last = key;
    return repeated;
  }
}
