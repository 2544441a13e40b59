import { fileNumber } from "./number-format.js";

/** What may stand in a cell of a CSV file. Undefined is an empty cell. */
export type CsvCell = string | number | undefined;

const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One record of a CSV file with its line feed, quoted as RFC 4180 asks and no further: text stays exactly as it
 * is, even where a spreadsheet would take it for a formula, because these files are data for programs.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  let line = csvCell(cells[0]);
  // A record of one empty cell would be a blank line, which readers skip.
  if (line === "" && cells.length === 1) return '""\n';
  for (let column = 1; column < cells.length; column++) line += `,${csvCell(cells[column])}`;
  return `${line}\n`;
}

/** One cell, quoted if it must be. */
export function csvCell(cell: CsvCell): string {
  if (typeof cell !== "string") return fileNumber(cell);
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
