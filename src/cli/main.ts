#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { VERSION } from "../version.js";
import { benchCommand } from "./commands/bench.js";
import { compareCommand } from "./commands/compare.js";
import { fidelityCommand } from "./commands/fidelity.js";
import { gateCommand } from "./commands/gate.js";
import { groupCommands } from "./commands/groups.js";
import { helpCommand } from "./commands/help.js";
import { inspectCommand } from "./commands/inspect.js";
import { mergeCommand } from "./commands/merge.js";
import { optimalCommand } from "./commands/optimal.js";
import { policiesCommand } from "./commands/policies.js";
import { replayCommand } from "./commands/replay.js";
import { reportCommand } from "./commands/report.js";
import { runCommand } from "./commands/run.js";
import { loadNamesForFlags } from "./commands/scenario-flags.js";
import { tuneCommand } from "./commands/tune.js";
import { reportUsageInOneLine } from "./commands/usage-error.js";
import { EXIT } from "./exit-codes.js";
import { guard } from "./guards.js";
import { reportError } from "./report-error.js";

const program = new Command("abrsim")
  .description("Simulates adaptive-bitrate streaming: traces and videos in, policies compared, reports out.")
  .version(VERSION)
  .addHelpText("after", "\nExample:\n  $ abrsim run scenarios/quickstart.yaml")
  .exitOverride();

const words = process.argv.slice(2);
const called = words.find((word) => word !== "help" && !word.startsWith("-"));
const commands = [
  runCommand(),
  mergeCommand(),
  compareCommand(),
  gateCommand(),
  reportCommand(),
  optimalCommand(),
  tuneCommand(),
  ...(await groupCommands(called)),
  policiesCommand(),
  inspectCommand(),
  replayCommand(),
  fidelityCommand(),
  benchCommand(),
  helpCommand(),
];
for (const command of commands) program.addCommand(command);
for (const command of program.commands) inherit(command);
reportUsageInOneLine(program);

function inherit(command: Command): void {
  command.copyInheritedSettings(program);
  for (const sub of command.commands) inherit(sub);
}

const HELP = new Set(["help", "--help", "-h"]);

/** The texts of a help are put together at once, when there is no time to load anything; the program's own needs none. */
async function loadTexts(): Promise<void> {
  if (called === undefined || !words.some((word) => HELP.has(word))) return;
  await loadNamesForFlags();
  if (called === "traces") await (await import("./commands/traces/generate.js")).loadGenerators();
}

const finish = guard();
try {
  await loadTexts();
  await program.parseAsync();
  finish(Number(process.exitCode ?? EXIT.done));
} catch (error) {
  // Commander has already said what was wrong, or has shown the help that was asked for.
  if (error instanceof CommanderError) finish(error.exitCode === 0 ? EXIT.done : EXIT.usage);
  else finish(reportError(error));
}
