import { Command, Option } from "commander";
import { TARGET_NAMES } from "../../experiment/gate/targets.js";
import type { GateFlags } from "../gate-results.js";
import { collectMargin, collectWeights } from "./comparison-flags.js";
import { collect, commaList } from "./scenario-flags.js";

/** `abrsim gate`: what it takes. What it does is loaded when it is called. */
export function gateCommand(): Command {
  return new Command("gate")
    .description(
      "Hold results to a baseline: not worse by more than a margin; to target sets; to limits of one's own.",
    )
    .argument("<results>", "a results folder, as abrsim run writes it")
    .option("--baseline <file>", "the baseline, or another results folder")
    .option("--update", "write the baseline instead of holding anything to it")
    .option(
      "--margin <metric=margin>",
      "how much worse a metric may be, in its unit or in percent of the baseline's mean; may be repeated (default: the scenario's gate.margins, or 2% of every QoE model)",
      collectMargin,
    )
    .option(
      "--weights <set=weight,...>",
      "how much each trace set counts (default: the scenario's gate.weights)",
      collectWeights,
    )
    .option("--targets <names>", `published limits: ${TARGET_NAMES.join(", ")}`, commaList)
    .option(
      "--threshold <limit>",
      "a limit such as stall_ratio.p95<0.005, or of one policy, 'bola: switches<5'; may be repeated",
      collect,
    )
    .option("--allow-inconclusive", "exit with 0 where nothing is shown either way")
    .addOption(
      new Option("--format <format>", "of what is printed")
        .choices(["table", "json", "markdown"])
        .default("table"),
    )
    .option("--junit <file>", "write the checks as JUnit XML too")
    .option("--markdown <file>", "write the verdict as Markdown too, for a pull request")
    .option(
      "--github",
      "print annotations and add to the step summary (the default where GITHUB_ACTIONS is true)",
    )
    .option("--no-github", "do neither")
    .addHelpText("after", "\nExit codes: 0 pass; 1 fail, or inconclusive; 2 unlike inputs, or wrong usage.")
    .addHelpText(
      "after",
      "\nExamples:\n  $ abrsim gate reports/quickstart --baseline qoe-baseline.json --update" +
        "\n  $ abrsim gate reports/quickstart --baseline qoe-baseline.json --junit reports/gate.xml" +
        "\n  $ abrsim gate reports/quickstart --targets targets-003 --threshold 'bb: stall_ratio.p95<1%'",
    )
    .action(async (results: string, flags: GateFlags) => {
      const { gateResults } = await import("../gate-results.js");
      process.exitCode = await gateResults(results, flags);
    });
}
