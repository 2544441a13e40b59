import { Command, Option } from "commander";
import type { LintFlags } from "../../traces/lint.js";

export function lintCommand(): Command {
  return new Command("lint")
    .description("Look for what is probably wrong with traces: outages, units, slips, copies, gaps.")
    .argument("<trace...>", "a file, a folder or a glob; compared within their folders")
    .option("--strict", "exit with 1 if there is an error or a warning")
    .option("--from <format>", "format of the traces (default: by their content)")
    .addOption(
      new Option("--format <format>", "of what is printed; github: annotations of a workflow")
        .choices(["table", "json", "github"])
        .default("table"),
    )
    .addHelpText("after", "\nExit code: 0, or with --strict 1 if anything is amiss; 2 if a file is no trace.")
    .addHelpText("after", "\nExample:\n  $ abrsim traces lint my-traces --strict")
    .action(async (sources: string[], flags: LintFlags) => {
      const { lintTraceFiles } = await import("../../traces/lint.js");
      process.exitCode = await lintTraceFiles(sources, flags);
    });
}
