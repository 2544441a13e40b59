#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { VERSION } from "../version.js";
import { runCommand } from "./commands/run.js";
import { tracesCommand } from "./commands/traces.js";
import { EXIT } from "./exit-codes.js";

const program = new Command("abrsim")
  .description("Simulates adaptive-bitrate streaming: traces and videos in, policies compared, reports out.")
  .version(VERSION)
  .showHelpAfterError("(--help shows how)")
  .exitOverride();

for (const command of [runCommand(), tracesCommand()]) program.addCommand(command);
for (const command of program.commands) inherit(command);

function inherit(command: Command): void {
  command.copyInheritedSettings(program);
  for (const sub of command.commands) inherit(sub);
}

// A reader that has seen enough (as in `| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.done);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  // Commander has already said what was wrong, or has shown the help that was asked for.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  else {
    const { reportError } = await import("./report-error.js");
    process.exitCode = reportError(error);
  }
}
