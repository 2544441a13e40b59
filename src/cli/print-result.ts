import { sessionInWords } from "../experiment/session-in-words.js";
import type { SessionFailure, Summary } from "../model/results.js";
import { TABLES, type TableFormat } from "../report/tables/index.js";
import { wantsColour } from "./colours.js";
import { tellFailed } from "./tell-failed.js";

const WIDTH_WITHOUT_TERMINAL = 120;

/** Prints what a run shows on stdout. */
export function printComparison(summary: Summary, format: TableFormat): void {
  const { isTTY, columns } = process.stdout;
  const fallback = Number(process.env["COLUMNS"]) || WIDTH_WITHOUT_TERMINAL;
  const width = isTTY ? columns : fallback;
  process.stdout.write(TABLES[format](summary, { width, colour: wantsColour(process.stdout, process.env) }));
}

/** Says on stderr which sessions failed, and how to see one of them fail. */
export function tellFailures(failures: readonly SessionFailure[], failed: number): void {
  tellFailed(
    failures.map(({ session, problem, replay }) => [
      `${sessionInWords(session)}, seed ${session.seed}: ${problem}`,
      `  replay: ${replay}`,
    ]),
    failed,
    ": see failures in run.json",
  );
}
