import type { AdapterOptions } from "../../../../src/adapters/pilot/index.js";
import type { PolicyFactory } from "../../../../src/model/policy.js";
import { findPolicy } from "../../../../src/policies/index.js";

/** A policy for an adapter, at its defaults. */
export interface Steered {
  readonly factory: PolicyFactory;
  readonly options: AdapterOptions;
  /** Rejects when the policy does not steer, or no more: an adapter would let the player go on without it. */
  readonly failed: Promise<never>;
}

export function steered(name: string): Steered {
  let fail: (error: Error) => void;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const onNotice: AdapterOptions["onNotice"] = ({ kind, message }) => {
    if (kind !== "not carried over") return fail(new Error(message));
    // biome-ignore lint/suspicious/noConsole: the console's warnings are told with the session
    console.warn(message);
  };
  return { factory: findPolicy(name)!.factory, options: { onNotice }, failed };
}
