import { printable } from "../names.js";
import { decimal, minus, NO_VALUE } from "../number-format.js";

/** A value in a listing; undefined where there is none. */
export type Cell = string | number | boolean | undefined;

/** A column of a listing. */
export interface ListingColumn<Row> {
  /** For programs; ends in its unit. */
  readonly name: string;
  /** For people; may be on several lines. Missing: the name. */
  readonly heading?: string;
  /** The value, in full precision. */
  readonly read: (row: Row) => Cell;
  /** The value as people see it. Missing: the value itself. */
  readonly show?: (row: Row) => string;
}

/** Rows of one kind that are listed as they are: no means, no comparison. */
export interface Listing<Row> {
  readonly columns: readonly ListingColumn<Row>[];
  readonly rows: readonly Row[];
}

/** How a listing should look; a format ignores what does not concern it. */
export interface ListingLook {
  /** Characters in a line of the terminal; missing: 100. */
  readonly width?: number;
  /** Whether the terminal shows colours; missing: no. */
  readonly colour?: boolean;
}

/** Writes a listing in one format, ending in a line feed. */
export type ListingRenderer = <Row>(listing: Listing<Row>, look?: ListingLook) => string;

export const headingOf = <Row>({ heading, name }: ListingColumn<Row>): string => heading ?? name;

/** A cell for people: a figure with three significant digits, a dash where there is nothing. */
export const shownCell = <Row>(column: ListingColumn<Row>, row: Row): string =>
  column.show ? column.show(row) : cellInWords(column.read(row));

function cellInWords(value: Cell): string {
  if (value === undefined || (typeof value === "number" && !Number.isFinite(value))) return NO_VALUE;
  if (typeof value === "number") return minus(decimal(value));
  return printable(String(value));
}
