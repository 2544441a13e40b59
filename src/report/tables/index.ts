import { csvComparison } from "./compare/csv.js";
import { latexComparison } from "./compare/latex.js";
import { markdownComparison } from "./compare/markdown.js";
import { terminalComparison } from "./compare/terminal.js";
import { csvTable } from "./csv.js";
import { jsonTable } from "./json.js";
import { latexTable } from "./latex.js";
import { markdownTable } from "./markdown.js";
import type { TableRenderer } from "./table.js";
import { terminalTable } from "./terminal.js";

/** What `run` prints of a summary, by the words of `--format`. */
export const TABLES = {
  table: terminalTable,
  json: jsonTable,
  csv: csvTable,
  markdown: markdownTable,
  latex: latexTable,
} as const satisfies Readonly<Record<string, TableRenderer>>;

export type TableFormat = keyof typeof TABLES;

/** What `compare` prints of one: the same figures, and all that was concluded from them. */
export const COMPARE_TABLES: Readonly<Record<TableFormat, TableRenderer>> = {
  table: terminalComparison,
  json: jsonTable,
  csv: csvComparison,
  markdown: markdownComparison,
  latex: latexComparison,
};

export type { TableLook, TableRenderer } from "./table.js";
