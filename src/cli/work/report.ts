import { reportOfFolder } from "../../experiment/reporting/report-folder.js";
import { writeReport } from "../../experiment/reporting/write-report.js";
import type { Work } from "../apart/desk.js";

export interface ReportInput {
  /** Of results. */
  readonly folder: string;
  readonly out: string;
  readonly scenario: string | undefined;
  readonly cwd: string;
}

export interface ReportOutcome {
  readonly charts: number;
  /** Why there are no timelines; missing if there are. */
  readonly withoutTimelines?: string;
}

/** Builds the report of a results folder anew; sessions are simulated again, and so policies run. */
export const work: Work<ReportInput, never, ReportOutcome> = async (
  { folder, out, scenario, cwd },
  { finishing },
) => {
  const report = await reportOfFolder(folder, { cwd, scenario });
  finishing(true);
  await writeReport(out, report);
  return {
    charts: report.charts.length,
    ...(report.withoutTimelines !== undefined && { withoutTimelines: report.withoutTimelines }),
  };
};
