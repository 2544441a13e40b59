import { type Bases, shownPath } from "../../inputs/files.js";
import { estimatorsChosen } from "../../policies/estimator-options.js";
import { codeSha256, policySha256 } from "../policy-hash.js";
import { loadPolicy, type PolicySource } from "../policy-source.js";
import type { InputHashes } from "../run-record.js";
import type { KeyPath, ParsedScenario } from "../scenario/index.js";
import { bundlePolicy, isPolicyFile } from "../user-policy/index.js";
import type { Uses } from "./check-policy.js";
import { type KeyOfSource, oneFile, placed } from "./placed.js";

/** A policy, and what it is by content. */
export interface LoadedPolicy {
  readonly source: PolicySource;
  /** Of its code with all that it imports. */
  readonly sha256: string;
}

/** Loads policies, each once however many arms use it, and remembers what they are by content. */
export class PolicyLoader {
  readonly hashes: InputHashes["policies"][number][] = [];
  private readonly parsed: ParsedScenario;
  private readonly bases: Bases;
  private readonly loaded = new Map<string, LoadedPolicy>();

  constructor(parsed: ParsedScenario, bases: Bases) {
    this.parsed = parsed;
    this.bases = bases;
  }

  /** @param key where the scenario names the policy, for errors */
  async load(arm: string, { use, options }: Uses, key: KeyPath): Promise<LoadedPolicy> {
    const estimators = isPolicyFile(use) ? [] : estimatorsChosen(use, options);
    const identity = [use, ...estimators].join(" ");
    let policy = this.loaded.get(identity);
    if (policy === undefined) {
      const keyOf: KeyOfSource = (path) => (path === use ? key : undefined);
      policy = await placed(this.parsed, keyOf, policySource(use, estimators, this.bases));
      this.loaded.set(identity, policy);
    }
    this.hashes.push({ arm, use, sha256: policy.sha256 });
    return policy;
  }
}

async function policySource(use: string, estimators: readonly string[], bases: Bases): Promise<LoadedPolicy> {
  if (!isPolicyFile(use))
    return {
      source: { kind: "library", name: use },
      sha256: await policySha256(use, estimators),
    };
  const path = await oneFile(use, bases, "a policy file");
  const bundle = await bundlePolicy(path, shownPath(path, bases.cwd));
  const source: PolicySource = { kind: "file", bundle };
  await loadPolicy(source); // A file that does not load is found before anything runs.
  return { source, sha256: codeSha256(bundle.code) };
}
