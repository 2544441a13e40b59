import { Command } from "commander";
import type { ReportFlags } from "../build-report.js";

/** `abrsim report`: what it takes. What it does is loaded when it is called. */
export function reportCommand(): Command {
  return new Command("report")
    .description("Build the HTML report and the charts of a results folder, anew.")
    .argument("<results>", "a results folder, as abrsim run writes it")
    .option("--out <dir>", "where report.html and charts/ go (default: the results folder)")
    .option("--scenario <file>", "the scenario's file, where it is not where it was")
    .addHelpText(
      "after",
      "\nThe sessions that are drawn over time are simulated again, from the scenario's inputs; without them the\n" +
        "report has all else.",
    )
    .addHelpText("after", "\nExample:\n  $ abrsim report reports/quickstart")
    .action(async (results: string, flags: ReportFlags) => {
      const { buildReportOf } = await import("../build-report.js");
      process.exitCode = await buildReportOf(results, flags);
    });
}
