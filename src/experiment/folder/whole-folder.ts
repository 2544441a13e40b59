import { InputError } from "../../errors.js";
import { describeThrown } from "../../model/policy-problems.js";
import type { StatusCounts, Summary } from "../../model/results.js";
import { removeFile, writeFileAtomically } from "../../report/files.js";
import type { ComparisonDesign } from "../comparison/design.js";
import { summarise } from "../comparison/summarise.js";
import type { TableFigures } from "../comparison/table-figures.js";
import { type P1203Folder, removeP1203Folder } from "../exports/p1203-folder.js";
import type { ResultTableFormat } from "../exports/result-tables.js";
import type { Report } from "../reporting/run-report.js";
import { writeReport } from "../reporting/write-report.js";
import type { Results } from "../results/results.js";
import type { UnfinishedRun } from "../unfinished/unfinished-run.js";
import { RESULT_FILES } from "./owner.js";
import { writeParquetTables } from "./parquet-tables.js";

const SEGMENTS = "segments.csv";

/** A run of which every unit is finished. */
export interface FinishedRun {
  readonly out: string;
  readonly run: UnfinishedRun;
  readonly results: Results;
  readonly design: ComparisonDesign;
  /** Reads the results' table; missing: it is read in this thread. */
  readonly figures?: () => Promise<TableFigures>;
  /** The text of run.json. */
  readonly runJson: (counts: Readonly<Record<string, StatusCounts>>) => string;
  readonly p1203?: P1203Folder | undefined;
  readonly runId: string;
  /** What sessions and segments are written as. */
  readonly tables: readonly ResultTableFormat[];
  /** Begins to draw the report, and completes it with the summary; missing: there is to be none. */
  readonly draw?: () => Promise<(summary: Summary) => Promise<Report>>;
  /** Told when files are being put in their places, and when that is over. */
  readonly onWriting?: ((on: boolean) => void) | undefined;
}

/**
 * Makes the results folder of a run that is finished: its files in their places and the summary, then the report. It can be
 * repeated where it was interrupted: a folder without a run.json is not whole, and that goes first and comes last.
 */
export async function finishWhole(
  finished: FinishedRun,
): Promise<{ readonly summary: Summary; readonly notes: readonly string[] }> {
  const { out, run, results, design, figures, runJson, p1203, runId, tables, draw, onWriting } = finished;
  const begun = draw?.();
  // What fails is told of when the report is wanted.
  await begun?.catch(() => {});
  const summary = summarise(results, design, await figures?.());
  const report = begun && drawn(async () => (await begun)(summary));
  report?.catch(() => {});

  onWriting?.(true);
  await removeFile(`${out}/run.json`);
  const placed = await run.placeLines();
  const nothingShown = await p1203?.close();
  await writeFileAtomically(`${out}/summary.json`, `${JSON.stringify(summary, null, 2)}\n`);
  onWriting?.(false);

  const segments = placed.includes(SEGMENTS);
  const { columns } = results;
  const parquet = tables.includes("parquet")
    ? await writeParquetTables({ out, runId, columns, segments })
    : [];
  const { built, problem } = (await report) ?? {};

  onWriting?.(true);
  const written = new Set(["summary.json", ...placed, ...parquet, ...(await writeReport(out, built))]);
  // What an earlier run left and this one did not write.
  for (const name of RESULT_FILES) if (!written.has(name)) await removeFile(`${out}/${name}`);
  if (!p1203) await removeP1203Folder(out);
  const counts = Object.fromEntries(summary.arms.map((arm) => [arm.policy, arm.counts]));
  await writeFileAtomically(`${out}/run.json`, runJson(counts));
  // Other commands read sessions.csv; nothing reads this one.
  if (!tables.includes("csv")) await removeFile(`${out}/${SEGMENTS}`);
  await run.remove();
  onWriting?.(false);
  const notes = [...(nothingShown ? [withoutInput(nothingShown)] : []), ...(problem ? [problem] : [])];
  return { summary, notes };
}

/**
 * The report, or why there is none: a drawing that fails is a fault of ours, and no reason to lose what was simulated.
 */
async function drawn(
  draw: () => Promise<Report>,
): Promise<{ readonly built?: Report; readonly problem?: string }> {
  try {
    return { built: await draw() };
  } catch (error) {
    if (error instanceof InputError) throw error;
    return {
      problem: `The report could not be drawn (${describeThrown(error)}); please report it. All else is written`,
    };
  }
}

const withoutInput = (sessions: number): string =>
  `P.1203: nothing was shown in ${sessions === 1 ? "1 session, which has" : `${sessions} sessions, which have`} no input.`;
