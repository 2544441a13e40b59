import { DEFAULT_PROFILE, PROFILES } from "../../experiment/profiles/index.js";
import { QOE_MODELS } from "../../metrics/qoe/index.js";
import { policies } from "../../policies/registry.js";

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

/** What --profile, --qoe and --policies may name. */
export function namesForFlags(): string {
  const profiles = [...PROFILES.keys()].map((name) =>
    name === DEFAULT_PROFILE ? `${name} (default)` : name,
  );
  const list = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name).join(", ");
  return `
Profiles:    ${profiles.join(", ")}
QoE models:  ${list(QOE_MODELS)}
Policies:    ${list(policies)}, or a file such as ./my-policy.ts`;
}
