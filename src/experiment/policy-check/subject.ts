import { type Subject, Surroundings } from "../../contract/index.js";
import { type Bases, shownPath } from "../../inputs/files.js";
import { withEstimators } from "../../policies/estimator-options.js";
import { findPolicy } from "../../policies/registry.js";
import { checkPolicy } from "../planning/check-policy.js";
import { oneFile } from "../planning/placed.js";
import { isOracle } from "../policy-source.js";
import {
  bundlePolicy,
  importPolicy,
  isPolicyFile,
  locateError,
  type PolicyBundle,
} from "../user-policy/index.js";

/** A policy that is to be checked: one of the library's, or a user's file. */
export interface PolicyOnTrial {
  /** The library's name, or the file as people see it. */
  readonly label: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly subject: Subject;
  /** Of a file. */
  readonly bundle?: PolicyBundle;
  /** What a file used of its surroundings while it was loaded, each with an error from that place. */
  readonly usedAtLoad: ReadonlyMap<string, Error>;
  /** Where in the user's files an error, or what caused it, was thrown. */
  locate(error: unknown): string | undefined;
}

/** Told of what there is of a policy file, before it is loaded, which may take for ever; and after. */
export interface LoadWatch {
  loads(bundle: PolicyBundle): void;
  loaded(): void;
}

/**
 * @param use a policy of the library by name, or a policy file
 * @throws InputError when there is no such policy, its options are wrong, or its file does not load
 */
export async function policyOnTrial(
  use: string,
  options: Readonly<Record<string, unknown>>,
  bases: Bases,
  watch?: LoadWatch,
): Promise<PolicyOnTrial> {
  return isPolicyFile(use) ? ofFile(use, options, bases, watch) : ofLibrary(use, options);
}

function ofLibrary(name: string, options: Readonly<Record<string, unknown>>): PolicyOnTrial {
  checkPolicy({ use: name, options }, (...key) => (key[0] === "use" ? "policy" : key.join(".")));
  const { factory } = findPolicy(name)!;
  return {
    label: name,
    options,
    subject: { factory, options: withEstimators(name, options), oracle: isOracle({ kind: "library", name }) },
    usedAtLoad: new Map(),
    locate: () => undefined,
  };
}

async function ofFile(
  use: string,
  options: Readonly<Record<string, unknown>>,
  bases: Bases,
  watch: LoadWatch | undefined,
): Promise<PolicyOnTrial> {
  const path = await oneFile(use, bases, "a policy file");
  const bundle = await bundlePolicy(path, shownPath(path, bases.cwd));
  const surroundings = new Surroundings();
  watch?.loads(bundle);
  const factory = await surroundings.throughout(() => importPolicy(bundle));
  watch?.loaded();
  return {
    label: bundle.label,
    options,
    subject: { factory, options, oracle: isOracle({ kind: "file", bundle }), surroundings },
    bundle,
    usedAtLoad: new Map(surroundings.uses),
    locate: (error) => placeOf(error, bundle),
  };
}

/** Of the cause first: it is nearer to the policy than what was made of it. */
function placeOf(error: unknown, bundle: PolicyBundle): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return (cause !== undefined ? placeOf(cause, bundle) : undefined) ?? locateError(error, bundle);
}
