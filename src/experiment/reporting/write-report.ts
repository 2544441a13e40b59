import { folderContents, removeFile, writeFileAtomically } from "../../report/files.js";
import { CHARTS_FOLDER } from "../folder/owner.js";
import type { Report } from "./run-report.js";

/**
 * Writes a report and its charts into a results folder, and removes charts that it has no more.
 *
 * @param report missing: there is to be none
 * @returns what was written, as paths below the folder
 */
export async function writeReport(out: string, report: Report | undefined): Promise<string[]> {
  const documents = new Map<string, string>();
  if (report) documents.set("report.html", report.html);
  for (const { name, spec, svg } of report?.charts ?? []) {
    documents.set(`${CHARTS_FOLDER}/${name}.vl.json`, `${JSON.stringify(spec)}\n`);
    documents.set(`${CHARTS_FOLDER}/${name}.svg`, svg);
  }
  // At once: one after the other, dozens of charts would wait for the disk as often.
  const outcomes = await Promise.allSettled(
    [...documents].map(([name, content]) => writeFileAtomically(`${out}/${name}`, content)),
  );
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  const charts = (await folderContents(`${out}/${CHARTS_FOLDER}`)) ?? [];
  for (const chart of charts) {
    const name = `${CHARTS_FOLDER}/${chart}`;
    if (/\.(?:vl\.json|svg)$/.test(chart) && !documents.has(name)) await removeFile(`${out}/${name}`);
  }
  return [...documents.keys()];
}
