import { estimators, findEstimator } from "../estimators/registry.js";
import { describeKind, isOfKind, type OptionKind } from "../model/options.js";
import { readEstimatorChoice } from "./estimator-options.js";
import { findPolicy, policies } from "./registry.js";

/** What is wrong with what a user wrote, and the names that would have been right. */
export type OptionProblem =
  | { readonly kind: "unknown policy"; readonly name: string; readonly known: readonly string[] }
  | {
      readonly kind: "unknown estimator";
      /** The keys below the policy's options that lead to the name. */
      readonly path: readonly string[];
      readonly name: string;
      readonly known: readonly string[];
    }
  | (OptionFault & {
      /** The estimator whose option it is, and the policy's option that chose it; missing for the policy's own. */
      readonly within?: { readonly option: string; readonly estimator: string };
    });

/** What is wrong with one option of a policy or of an estimator. */
type OptionFault =
  | { readonly kind: "unknown option"; readonly option: string; readonly known: readonly string[] }
  | {
      readonly kind: "wrong value";
      readonly option: string;
      /** A noun phrase. */
      readonly expected: string;
      readonly received: unknown;
    };

/**
 * The first problem with a policy's options as a user wrote them, estimators as names or factories; undefined if
 * there is none.
 */
export function checkOptions(name: string, options: object): OptionProblem | undefined {
  const entry = findPolicy(name);
  if (entry === undefined)
    return { kind: "unknown policy", name, known: policies.map((known) => known.name) };
  for (const [option, received] of Object.entries(options)) {
    const isEstimator = Object.keys(entry.kinds).includes(option) && entry.kinds[option] === "estimator";
    const problem = isEstimator
      ? checkEstimator(option, received)
      : checkOption(entry.kinds, option, received);
    if (problem) return problem;
  }
  return undefined;
}

function checkOption(
  kinds: Readonly<Record<string, OptionKind>>,
  option: string,
  received: unknown,
): OptionFault | undefined {
  const known = Object.keys(kinds);
  if (!known.includes(option)) return { kind: "unknown option", option, known };
  const kind = kinds[option]!;
  if (received === undefined || isOfKind(kind, received)) return undefined;
  return { kind: "wrong value", option, expected: describeKind(kind), received };
}

function checkEstimator(option: string, received: unknown): OptionProblem | undefined {
  if (isOfKind("estimator", received)) return undefined;
  const choice = readEstimatorChoice(received);
  if (choice === undefined)
    return { kind: "wrong value", option, expected: describeKind("estimator"), received };
  const { use, options } = choice;
  const entry = findEstimator(use);
  if (entry === undefined) {
    const path = typeof received === "string" ? [option] : [option, "use"];
    return { kind: "unknown estimator", path, name: use, known: estimators.map((known) => known.name) };
  }
  for (const [inner, value] of Object.entries(options)) {
    const problem = checkOption(entry.kinds, inner, value);
    if (problem) return { ...problem, within: { option, estimator: use } };
  }
  return undefined;
}
