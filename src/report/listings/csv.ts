import { csvLine } from "../csv.js";
import type { Listing } from "./listing.js";

/** A line of names, then a line a row, in full precision. */
export function csvListing<Row>({ columns, rows }: Listing<Row>): string {
  const lines = rows.map((row) =>
    csvLine(
      columns.map(({ read }) => {
        const value = read(row);
        return typeof value === "boolean" ? String(value) : value;
      }),
    ),
  );
  return csvLine(columns.map(({ name }) => name)) + lines.join("");
}
