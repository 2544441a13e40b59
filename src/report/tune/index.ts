import type { ListingLook } from "../listings/index.js";
import { markdownTune } from "./markdown.js";
import { candidatesCsv } from "./ranking.js";
import { terminalTune } from "./terminal.js";
import type { TuneReport } from "./tune-report.js";

/** All of it, as `tune.json` has it. What is missing is left out. */
export const jsonTune = (report: TuneReport): string => `${JSON.stringify(report, null, 2)}\n`;

/** The formats of a tuning, by the words of `--format`; csv has the candidates alone. */
export const TUNE_TABLES = {
  table: terminalTune,
  json: jsonTune,
  csv: candidatesCsv,
  markdown: markdownTune,
} as const satisfies Readonly<Record<string, (report: TuneReport, look?: ListingLook) => string>>;

export type TuneFormat = keyof typeof TUNE_TABLES;
export { candidatesCsv } from "./ranking.js";
export { tunedYaml } from "./snippet.js";
export type * from "./tune-report.js";
