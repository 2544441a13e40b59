import type { TableLook } from "../tables/index.js";
import { csvRegret } from "./csv.js";
import { jsonRegret } from "./json.js";
import { markdownRegret } from "./markdown.js";
import type { RegretReport } from "./regret.js";
import { terminalRegret } from "./terminal.js";

/** The formats of regret, by the words of `--format`. */
export const REGRET_TABLES = {
  table: terminalRegret,
  json: jsonRegret,
  csv: csvRegret,
  markdown: markdownRegret,
} as const satisfies Readonly<Record<string, (report: RegretReport, look?: TableLook) => string>>;

export type RegretFormat = keyof typeof REGRET_TABLES;
export type { RegretOfArm, RegretOfModel, RegretReport, RegretRow } from "./regret.js";
