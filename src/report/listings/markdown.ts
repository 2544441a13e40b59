import { escapeMarkdown } from "../tables/markdown.js";
import { headingOf, type Listing, shownCell } from "./listing.js";

/** A GitHub-flavoured Markdown table. */
export function markdownListing<Row>({ columns, rows }: Listing<Row>): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  const isNumber = columns.map(({ read }) => rows.some((row) => typeof read(row) === "number"));
  return [
    line(columns.map((column) => escapeMarkdown(headingOf(column).replaceAll("\n", " ")))),
    line(isNumber.map((number) => (number ? "---:" : "---"))),
    ...rows.map((row) => line(columns.map((column) => escapeMarkdown(shownCell(column, row))))),
  ].join("");
}
