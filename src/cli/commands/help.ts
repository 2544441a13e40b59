import { Command } from "commander";
import { suggestion } from "../../suggestion.js";

/** `help [command...]` of a group of commands. Commander's own shows the group's help for a command unknown to it. */
export function helpCommand(): Command {
  return new Command("help")
    .description("Show the help of a command.")
    .argument("[command...]", "the command's name")
    .addHelpText("after", "\nExample:\n  $ abrsim help run")
    .action((names: string[], _flags: object, self: Command) => {
      let command = self.parent!;
      for (const name of names) {
        const next = command.commands.find((sub) => sub.name() === name);
        if (next === undefined) unknown(name, command);
        command = next;
      }
      command.help();
    });
}

function unknown(name: string, group: Command): never {
  const known = group.commands.map((command) => command.name());
  const hint = known.length > 0 ? `\n(${suggestion(name, known)})` : "";
  return group.error(`error: unknown command '${name}'${hint}`);
}
