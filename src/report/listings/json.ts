import type { Listing } from "./listing.js";

/** An array of objects, a row each. What is missing is left out. */
export function jsonListing<Row>({ columns, rows }: Listing<Row>): string {
  const objects = rows.map((row) => Object.fromEntries(columns.map(({ name, read }) => [name, read(row)])));
  return `${JSON.stringify(objects, null, 2)}\n`;
}
