import type { Command } from "commander";

/** Makes a command and those below it report wrong usage in one line, as all other errors are. */
export function reportUsageInOneLine(command: Command): void {
  command.configureOutput({
    outputError: (message, write) => write(usageLine(message, fullName(command))),
  });
  for (const sub of command.commands) reportUsageInOneLine(sub);
}

/**
 * Commander's message for people: without "error:", the suggestion that it puts in brackets on a line of its own
 * as a sentence, and where there is help.
 *
 * @param name of the command, with those above it
 */
export function usageLine(message: string, name: string): string {
  const problem = message
    .trim()
    .replace(/^error: /, "")
    .replace(/\n\(([^\n]*)\)$/, ". $1")
    .replace(/[\s\p{Cc}]+/gu, " ");
  return `abrsim: ${problem}${/[.?]$/.test(problem) ? "" : "."} See ${name} --help\n`;
}

function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}
