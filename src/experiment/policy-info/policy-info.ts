import { type Bases, readTextFile, shownPath } from "../../inputs/files.js";
import { describeKind } from "../../model/options.js";
import type { Policy, PolicyContext, PolicyFactory } from "../../model/policy.js";
import { POLICY_METHODS, policyProblem } from "../../model/policy-problems.js";
import type { PolicyEntry } from "../../policies/entry.js";
import { bpsFromKbps } from "../../units.js";
import { oneFile } from "../planning/placed.js";
import { codeSha256, policySha256 } from "../policy-hash.js";
import { settingsOfProfile } from "../scenario/index.js";
import { bundlePolicy, importPolicy } from "../user-policy/index.js";
import { libraryPolicyDocs, libraryPolicyFile } from "./own-files.js";
import { policyDocs } from "./policy-docs.js";

/** What there is to know of a policy before it plays; what nobody says is missing. */
export interface PolicyInfo {
  readonly name: string;
  readonly summary?: string;
  readonly citation?: string;
  /** What it does, in paragraphs. */
  readonly description?: string;
  readonly options: readonly OptionInfo[];
  /** Whether it claims that faster downloads never lower a level. */
  readonly monotone: boolean;
  /** The optional methods that it has: what it listens to beside being asked. */
  readonly methods: readonly string[];
  /** What its published options will not do in the example below; whole sentences without subject or full stop. */
  readonly warnings: readonly string[];
  /** Where its code is. */
  readonly code: string;
  /** Of its code with all that it needs, as run.json has it: of a policy of the library, where no estimator is chosen. */
  readonly sha256: string;
}

export interface OptionInfo {
  readonly name: string;
  /** Undefined, for an option that is left out in the published form; missing where nobody knows. */
  readonly default?: unknown;
  /** What it may be, as a noun phrase. */
  readonly kind?: string;
  readonly meaning?: string;
}

/** What the library knows of one of its policies. */
export async function libraryPolicyInfo(entry: PolicyEntry, cwd: string): Promise<PolicyInfo> {
  const { name, summary, citation, factory, defaults, kinds, warnings } = entry;
  const { description, meanings } = await libraryPolicyDocs(name);
  const { made, ...traits } = traitsOf(factory);
  return {
    name: made ?? name,
    summary,
    citation,
    ...(description !== undefined && { description }),
    options: Object.entries(defaults).map(([option, value]: [string, unknown]) => {
      const meaning = meanings.get(option);
      const kind = describeKind(kinds[option]!);
      return { name: option, default: value, kind, ...(meaning !== undefined && { meaning }) };
    }),
    ...traits,
    warnings: warnings?.({}, EXAMPLE) ?? [],
    code: shownPath(libraryPolicyFile(name), cwd),
    sha256: await policySha256(name),
  };
}

/**
 * What can be known of a user's file: what it declares of its options, and what the policy that it makes says.
 *
 * @throws InputError when it does not load
 */
export async function userPolicyInfo(use: string, bases: Bases): Promise<PolicyInfo> {
  const path = await oneFile(use, bases, "a policy file");
  const label = shownPath(path, bases.cwd);
  const bundle = await bundlePolicy(path, label);
  const factory = await importPolicy(bundle);
  const read = (file: string) =>
    readTextFile(file.replace(/\.js$/, ".ts")).then(
      ({ text }) => text,
      () => undefined,
    );
  const { description, meanings } = await policyDocs(path, undefined, read);
  const { made, ...traits } = traitsOf(factory);
  return {
    name: made ?? label,
    ...traits,
    ...(description !== undefined && { description }),
    options: [...meanings].map(([name, meaning]) => ({ name, ...(meaning !== undefined && { meaning }) })),
    code: label,
    sha256: codeSha256(bundle.code),
  };
}

/** What a policy says of itself, once it is made. One that cannot be made here may still be elsewhere. */
function traitsOf(
  factory: PolicyFactory,
): Pick<PolicyInfo, "monotone" | "methods" | "warnings"> & { readonly made?: string } {
  let policy: Policy;
  try {
    policy = factory({}, EXAMPLE);
  } catch {
    return { monotone: false, methods: [], warnings: [] };
  }
  const problem = policyProblem(policy);
  if (problem !== undefined) return { monotone: false, methods: [], warnings: [problem] };
  return {
    ...(typeof policy.name === "string" && { made: policy.name }),
    monotone: policy.monotone === true,
    methods: POLICY_METHODS.filter((method) => method !== "decide" && policy[method] !== undefined),
    warnings: [],
  };
}

/** The film and the player of the example: nine levels in segments of 4 s, profile `reference`. */
const EXAMPLE: PolicyContext = {
  levels: [300, 600, 1000, 2000, 3000, 5000, 8000, 20_000, 25_000].map((kbps) => ({
    bitrate: bpsFromKbps(kbps),
  })),
  segmentDuration: 4,
  maxBuffer: settingsOfProfile("reference").player.maxBuffer,
  media: "video",
  random: () => 0.5,
  future: { deliveryEnd: (start) => start },
};
