import { join } from "node:path";
import { apart } from "./apart/apart.js";
import { onStderr } from "./colours.js";
import { EXIT } from "./exit-codes.js";

/** The flags of `abrsim report`, as commander gives them. */
export interface ReportFlags {
  readonly out?: string;
  readonly scenario?: string;
}

/** Builds the report of a results folder anew, and returns the exit code. */
export async function buildReportOf(
  folder: string,
  { out = folder, scenario }: ReportFlags,
): Promise<number> {
  const { charts, withoutTimelines } = await apart(
    "report",
    { folder, out, scenario, cwd: process.cwd() },
    { hear: () => {} },
  );
  if (withoutTimelines !== undefined)
    process.stderr.write(`${onStderr().yellow("warning:")} no timelines: ${withoutTimelines}\n`);
  process.stdout.write(`Report: ${join(out, "report.html")}, with ${charts} charts beside it\n`);
  return EXIT.done;
}
