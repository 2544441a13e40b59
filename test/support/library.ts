import type { PolicyFactory } from "../../src/model/policy.js";
import { findPolicy } from "../../src/policies/registry.js";

/** A library policy's factory, by its name. */
export function createPolicy(name: string): PolicyFactory {
  const entry = findPolicy(name);
  if (!entry) throw new RangeError(`no policy ${name}`);
  return entry.factory as PolicyFactory;
}
