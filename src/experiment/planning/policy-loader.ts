import { type Bases, shownPath } from "../../inputs/files.js";
import { loadPolicy, type PolicySource } from "../policy-source.js";
import type { InputHashes } from "../run-record.js";
import type { KeyPath, ParsedScenario } from "../scenario/index.js";
import { bundleLibraryPolicy, bundlePolicy, isPolicyFile } from "../user-policy/index.js";
import { type KeyOfSource, oneFile, placed } from "./placed.js";

/** Loads policies, each once however many arms use it, and remembers what they are by content. */
export class PolicyLoader {
  readonly hashes: InputHashes["policies"][number][] = [];
  private readonly parsed: ParsedScenario;
  private readonly bases: Bases;
  private readonly loaded = new Map<string, { readonly source: PolicySource; readonly code: string }>();

  constructor(parsed: ParsedScenario, bases: Bases) {
    this.parsed = parsed;
    this.bases = bases;
  }

  /** @param key where the scenario names the policy, for errors */
  async load(arm: string, use: string, key: KeyPath): Promise<PolicySource> {
    let policy = this.loaded.get(use);
    if (policy === undefined) {
      const keyOf: KeyOfSource = (path) => (path === use ? key : undefined);
      policy = await placed(this.parsed, keyOf, policySource(use, this.bases));
      this.loaded.set(use, policy);
    }
    this.hashes.push({ arm, use, code: policy.code });
    return policy.source;
  }
}

async function policySource(use: string, bases: Bases): Promise<{ source: PolicySource; code: string }> {
  if (!isPolicyFile(use))
    return { source: { kind: "library", name: use }, code: await bundleLibraryPolicy(use) };
  const path = await oneFile(use, bases, "a policy file");
  const bundle = await bundlePolicy(path, shownPath(path, bases.cwd));
  const source: PolicySource = { kind: "file", bundle };
  await loadPolicy(source); // A file that does not load is found before anything runs.
  return { source, code: bundle.code };
}
