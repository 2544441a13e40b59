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
