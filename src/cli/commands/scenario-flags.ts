import type { Command } from "commander";

/** Parses names that are separated by commas. */
export function commaList(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** Gathers the values of a flag that may be repeated. */
export function collect(item: string, before: string[] = []): string[] {
  return [...before, item];
}

/** What a command takes to simulate other things than the scenario says. */
export function inputOptions(command: Command): Command {
  return command
    .option("--policies <names>", "only these arms, or policies beside the scenario's", commaList)
    .option("--traces <paths...>", "these traces instead: files, folders or quoted globs")
    .option("--videos <paths...>", "these videos instead: files, folders or quoted globs")
    .option("--profile <name>", "profile of player and network");
}

let names = "";

/** Loads what {@link namesForFlags} lists: it takes longer than all else that a command line needs. */
export async function loadNamesForFlags(): Promise<void> {
  const [{ DEFAULT_PROFILE, PROFILES }, { QOE_MODELS }, { policies }] = await Promise.all([
    import("../../experiment/profiles/index.js"),
    import("../../metrics/qoe/index.js"),
    import("../../policies/registry.js"),
  ]);
  const profiles = [...PROFILES.keys()].map((name) =>
    name === DEFAULT_PROFILE ? `${name} (default)` : name,
  );
  const list = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name).join(", ");
  names = `
Profiles:    ${profiles.join(", ")}
QoE models:  ${list(QOE_MODELS)}, or a file such as ./my-qoe.ts
Policies:    ${list(policies)}, or a file such as ./my-policy.ts`;
}

/** What --profile, --qoe and --policies may name, once that is loaded. */
export const namesForFlags = (): string => names;
