import { Command, Option } from "commander";
import type { ListingFormat } from "../../report/listings/index.js";
import type { CheckFlags } from "../policies/check.js";
import type { NewPolicyFlags } from "../policies/new.js";
import { helpCommand } from "./help.js";
import { positive, wholeNumber } from "./numbers.js";

/** `abrsim policies`: the commands that work with policies. */
export function policiesCommand(): Command {
  return new Command("policies")
    .description("Look into the policy library; write a policy of your own and hold it to the contract.")
    .addHelpText("after", "\nExample:\n  $ abrsim policies list")
    .addCommand(listCommand())
    .addCommand(infoCommand())
    .addCommand(newCommand())
    .addCommand(checkCommand())
    .addCommand(helpCommand());
}

const format = (...choices: readonly string[]) =>
  new Option("--format <format>", "of what is printed").choices(choices).default("table");

function listCommand(): Command {
  return new Command("list")
    .description("List the policies of the library, each with a line and its citation.")
    .option("--estimators", "list the throughput estimators instead, which policies take as an option")
    .addOption(format("table", "json", "csv", "markdown"))
    .addHelpText("after", "\nExample:\n  $ abrsim policies list --format markdown")
    .action(async (flags: { readonly estimators?: boolean; readonly format: ListingFormat }) => {
      const { listPolicies } = await import("../policies/list.js");
      listPolicies(flags.format, flags.estimators ? "estimators" : "policies");
    });
}

function infoCommand(): Command {
  return new Command("info")
    .description("Show a policy: what it does, its options, where it is published, a scenario that runs it.")
    .argument("<policy>", "a policy of the library, or a file such as ./my-policy.ts")
    .addOption(format("table", "json"))
    .addHelpText("after", "\nExample:\n  $ abrsim policies info bola")
    .action(async (policy: string, flags: { readonly format: "table" | "json" }) => {
      const { policyInfo } = await import("../policies/info.js");
      await policyInfo(policy, flags.format);
    });
}

function newCommand(): Command {
  return new Command("new")
    .description("Write a policy of your own that works, with its test and a scenario that compares it.")
    .argument("<name>", "small letters, digits and hyphens, starting with a letter")
    .option("--out <dir>", "folder to write into", ".")
    .option("--js", "in JavaScript instead of TypeScript")
    .addHelpText("after", "\nExample:\n  $ abrsim policies new timid --out my-policies")
    .action(async (name: string, flags: NewPolicyFlags) => {
      const { newPolicy } = await import("../policies/new.js");
      await newPolicy(name, flags);
    });
}

function checkCommand(): Command {
  return new Command("check")
    .description("Hold a policy to the contract: rule by rule, on random sessions and on whole ones.")
    .argument("<policy>", "a file such as ./my-policy.ts, or a policy of the library")
    .option("--runs <n>", "random sessions for each rule", positive, 100)
    .option("--seed <n>", "of the random sessions", wholeNumber, 1)
    .option("--path <path>", "try one session again, as a broken rule named it, with its --seed")
    .option("--options <mapping>", "the policy's options, in YAML or JSON")
    .option("--set <key=value>", "one option; may be repeated", (item: string, before: string[] = []) => [
      ...before,
      item,
    ])
    .option("--timeout <seconds>", "that one call of the policy may take", positive, 10)
    .addOption(format("table", "json"))
    .addHelpText(
      "after",
      "\nExit code: 0 if every rule is kept, 1 if one is broken, 2 if there is no such policy.",
    )
    .addHelpText(
      "after",
      "\nExample:\n  $ abrsim policies check ./my-policy.ts --set reserveSeconds=5 --runs 1000",
    )
    .action(async (policy: string, flags: CheckFlags) => {
      const { checkPolicyFile } = await import("../policies/check.js");
      process.exitCode = await checkPolicyFile(policy, flags);
    });
}
