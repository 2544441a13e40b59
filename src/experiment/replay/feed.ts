import { excerpt, InputError } from "../../errors.js";
import { type Bases, shownPath } from "../../inputs/files.js";
import type { PolicyFactory } from "../../model/policy.js";
import type { RecordedSession } from "../../model/recorded-session.js";
import { estimatorsChosen, withEstimators } from "../../policies/estimator-options.js";
import { findPolicy, policies } from "../../policies/registry.js";
import { suggestion } from "../../suggestion.js";
import { checkPolicy } from "../planning/check-policy.js";
import { oneFile } from "../planning/placed.js";
import { codeSha256, policySha256 } from "../policy-hash.js";
import { isOracle, loadPolicy, type PolicySource } from "../policy-source.js";
import { bundlePolicy, isPolicyFile } from "../user-policy/index.js";
import type { Fed } from "./replay-session.js";

/** Which policy recordings are to be fed to. */
export interface FeedChoice {
  /** A policy of the library, or a file; missing: the one that each recording names. */
  readonly policy?: string | undefined;
  /** Over those of the recording, where that is of the same policy. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
}

/** A policy ready to be fed, and what it is. */
export interface FedPolicy extends Fed {
  /** The library's name, or the file as people see it. */
  readonly label: string;
  /** As they were written. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Whether the recording names it. */
  readonly isRecorded: boolean;
  /** Of its code: with the estimators that its options choose, and without. */
  readonly sha256s: readonly string[];
}

interface Loaded {
  readonly source: PolicySource;
  readonly label: string;
  readonly factory: PolicyFactory;
  readonly describeError: (thrown: unknown) => string;
}

/** Chooses the policy for each session of a recording; loads each policy once. */
export class Feeds {
  private readonly choice: FeedChoice;
  private readonly bases: Bases;
  private readonly loaded = new Map<string, Promise<Loaded>>();
  private readonly hashes = new Map<string, Promise<string>>();

  constructor(choice: FeedChoice, bases: Bases) {
    this.choice = choice;
    this.bases = bases;
  }

  /**
   * @param where how messages name the session's header
   * @throws InputError where there is no such policy, it does not take its options, or no recording can feed it
   */
  async for(session: RecordedSession, where: string): Promise<FedPolicy> {
    const use = this.choice.policy ?? namedBy(session, where);
    const { source, label, factory, describeError } = await this.load(use);
    if (isOracle(source))
      throw new InputError({
        where: this.choice.policy === undefined ? `${where}, policy` : "--policy",
        expected: "a policy that does not know the future",
        received: label,
        hint: "A recording has no future to tell",
      });
    const isRecorded = nameOf(use, factory, session) === session.policy;
    const given = { ...(isRecorded && session.options), ...this.choice.options };
    checkPolicy({ use, options: given }, (...key) => this.placeOf(key, where));
    return {
      label,
      factory,
      given,
      isRecorded,
      options: isPolicyFile(use) ? given : withEstimators(use, given),
      describeError,
      sha256s: await this.sha256sOf(use, source, given),
    };
  }

  private load(use: string): Promise<Loaded> {
    return remembered(this.loaded, use, async () => {
      const source = await this.sourceOf(use);
      const label = source.kind === "library" ? source.name : source.bundle.label;
      return { source, label, ...(await loadPolicy(source)) };
    });
  }

  private async sourceOf(use: string): Promise<PolicySource> {
    if (isPolicyFile(use)) {
      const path = await oneFile(use, this.bases, "a policy file");
      return { kind: "file", bundle: await bundlePolicy(path, shownPath(path, this.bases.cwd)) };
    }
    checkPolicy({ use, options: {} }, () => "--policy");
    return { kind: "library", name: use };
  }

  private async sha256sOf(use: string, source: PolicySource, given: object): Promise<readonly string[]> {
    if (source.kind === "file") return [codeSha256(source.bundle.code)];
    const estimators = estimatorsChosen(use, given);
    const hash = (names: readonly string[]) =>
      remembered(this.hashes, [use, ...names].join(" "), () => policySha256(use, names));
    return estimators.length === 0 ? [await hash([])] : [await hash(estimators), await hash([])];
  }

  /** Where an option, or the policy's name, was written. */
  private placeOf(key: readonly string[], where: string): string {
    const [, option] = key;
    if (option === undefined) return "--policy";
    const given = this.choice.options !== undefined && Object.hasOwn(this.choice.options, option);
    return given ? `--options ${key.slice(1).join(".")}` : `${where}, ${key.join(".")}`;
  }
}

function namedBy({ policy }: RecordedSession, where: string): string {
  if (findPolicy(policy)) return policy;
  throw new InputError({
    where: `${where}, policy`,
    expected: "a policy of the library",
    received: excerpt(policy),
    hint: `Say with --policy which file it is in. ${suggestion(
      policy,
      policies.map(({ name }) => name),
    )}`,
  });
}

/** What the policy calls itself when it is made for the session; undefined where it cannot be made. */
function nameOf(use: string, factory: PolicyFactory, { setting, options }: RecordedSession) {
  if (!isPolicyFile(use)) return use;
  try {
    const levels = setting.levels.map((level) => ({ ...level }));
    const made: unknown = factory({ ...options }, { ...setting, levels, random: () => 0.5 });
    return (made as { readonly name?: unknown } | undefined)?.name;
  } catch {
    return undefined;
  }
}

function remembered<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}
