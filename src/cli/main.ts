#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { VERSION } from "../version.js";
import { compareCommand } from "./commands/compare.js";
import { gateCommand } from "./commands/gate.js";
import { helpCommand } from "./commands/help.js";
import { inspectCommand } from "./commands/inspect.js";
import { optimalCommand } from "./commands/optimal.js";
import { policiesCommand } from "./commands/policies.js";
import { replayCommand } from "./commands/replay.js";
import { reportCommand } from "./commands/report.js";
import { runCommand } from "./commands/run.js";
import { loadNamesForFlags } from "./commands/scenario-flags.js";
import { loadGenerators } from "./commands/traces/generate.js";
import { tracesCommand } from "./commands/traces/index.js";
import { reportUsageInOneLine } from "./commands/usage-error.js";
import { videosCommand } from "./commands/videos/index.js";
import { EXIT } from "./exit-codes.js";
import { guard } from "./guards.js";
import { reportError } from "./report-error.js";

const program = new Command("abrsim")
  .description("Simulates adaptive-bitrate streaming: traces and videos in, policies compared, reports out.")
  .version(VERSION)
  .addHelpText("after", "\nExample:\n  $ abrsim run scenarios/quickstart.yaml")
  .exitOverride();

const commands = [
  runCommand(),
  compareCommand(),
  gateCommand(),
  reportCommand(),
  optimalCommand(),
  tracesCommand(),
  videosCommand(),
  policiesCommand(),
  inspectCommand(),
  replayCommand(),
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

const finish = guard();
try {
  // The texts of a help are put together at once, when there is no time to load anything.
  if (process.argv.some((word) => HELP.has(word))) await Promise.all([loadNamesForFlags(), loadGenerators()]);
  await program.parseAsync();
  finish(Number(process.exitCode ?? EXIT.done));
} catch (error) {
  // Commander has already said what was wrong, or has shown the help that was asked for.
  if (error instanceof CommanderError) finish(error.exitCode === 0 ? EXIT.done : EXIT.usage);
  else finish(reportError(error));
}
