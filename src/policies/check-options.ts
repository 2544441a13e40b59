import { describeKind, isOfKind } from "../model/options.js";
import { findPolicy, policies } from "./registry.js";

/** What is wrong with what a user wrote, and the names that would have been right. */
export type OptionProblem =
  | { readonly kind: "unknown policy"; readonly name: string; readonly known: readonly string[] }
  | { readonly kind: "unknown option"; readonly option: string; readonly known: readonly string[] }
  | {
      readonly kind: "wrong value";
      readonly option: string;
      /** A noun phrase. */
      readonly expected: string;
      readonly received: unknown;
    };

/** The first problem with a policy's options as a user wrote them; undefined if there is none. */
export function checkOptions(name: string, options: object): OptionProblem | undefined {
  const entry = findPolicy(name);
  if (entry === undefined)
    return { kind: "unknown policy", name, known: policies.map((known) => known.name) };
  const known = Object.keys(entry.kinds);
  for (const [option, received] of Object.entries(options) as [string, unknown][]) {
    if (!known.includes(option)) return { kind: "unknown option", option, known };
    const kind = entry.kinds[option]!;
    if (received !== undefined && !isOfKind(kind, received))
      return { kind: "wrong value", option, expected: describeKind(kind), received };
  }
  return undefined;
}
