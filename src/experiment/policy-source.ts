import type { PolicyFactory } from "../model/policy.js";
import { describeThrown } from "../model/policy-problems.js";
import { findPolicy } from "../policies/registry.js";
import { importPolicy, locateError, type PolicyBundle } from "./user-policy/index.js";

/** Where an arm's policy comes from. Plain data: any thread can make the policy of it. */
export type PolicySource =
  | { readonly kind: "library"; readonly name: string }
  | { readonly kind: "file"; readonly bundle: PolicyBundle };

/** A policy's factory, and words for what it throws. */
export interface LoadedPolicy {
  readonly factory: PolicyFactory;
  readonly describeError: (thrown: unknown) => string;
}

/** Whether the policy is told the future: one of the library's, or a file, whose name begins with `oracle-`. */
export function isOracle(source: PolicySource): boolean {
  const name = source.kind === "library" ? source.name : source.bundle.label.replace(/^.*[/\\]/, "");
  return name.startsWith("oracle-");
}

/**
 * @throws InputError when a policy file does not load or has no factory
 * @throws RangeError when the library has no such policy, which planning has ruled out
 */
export async function loadPolicy(source: PolicySource): Promise<LoadedPolicy> {
  if (source.kind === "library") {
    const entry = findPolicy(source.name);
    if (entry === undefined) throw new RangeError(`no policy ${source.name}`);
    return { factory: entry.factory, describeError: describeThrown };
  }
  const { bundle } = source;
  return {
    factory: await importPolicy(bundle),
    describeError: (thrown) => {
      const place = locateError(thrown, bundle);
      return place === undefined ? describeThrown(thrown) : `${describeThrown(thrown)} (${place})`;
    },
  };
}
