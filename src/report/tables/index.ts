import { csvTable } from "./csv.js";
import { jsonTable } from "./json.js";
import { latexTable } from "./latex.js";
import { markdownTable } from "./markdown.js";
import type { TableRenderer } from "./table.js";
import { terminalTable } from "./terminal.js";

/** The formats of a comparison, by the words of `--format`. */
export const TABLES = {
  table: terminalTable,
  json: jsonTable,
  csv: csvTable,
  markdown: markdownTable,
  latex: latexTable,
} as const satisfies Readonly<Record<string, TableRenderer>>;

export type TableFormat = keyof typeof TABLES;
export type { TableLook, TableRenderer } from "./table.js";
