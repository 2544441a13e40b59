import fc from "fast-check";
import type { PolicyFactory } from "../model/policy.js";
import { Breach } from "./decisions.js";
import { Surroundings } from "./surroundings.js";

/** The policy on trial. */
export interface Subject {
  readonly factory: PolicyFactory;
  readonly options?: object;
  /** Whether it is told the future, as policies named `oracle-` are. */
  readonly oracle?: boolean;
  /** Watches over every call, where there is need to: the watch that its module was loaded under. */
  readonly surroundings?: Surroundings;
  /** Told of each case before it is tried: the path that leads to it, or none while a smaller one is looked for. */
  readonly onCase?: (path: string | undefined) => void;
}

export interface Trial {
  /** Random sessions tried for each rule; 100, if missing. */
  readonly sessions?: number;
  /** Of the random sessions. */
  readonly seed?: number;
  /** Tries the one session that a broken rule named, and no other. */
  readonly path?: string;
}

/** A rule that does not hold, by the smallest session found. */
export interface Broken {
  readonly kind: "broken";
  /** What the policy did. */
  readonly problem: string;
  /** What told so: the policy's own error, or ours, whose stack may say where. */
  readonly cause: unknown;
  /** The session, in lines for people. */
  readonly session: readonly string[];
  /** A trial with these two tries that session again. */
  readonly seed: number;
  readonly path: string;
}

/** What came of trying a rule. A path that leads to no session leaves it untried. */
export type Verdict = { readonly kind: "kept" | "not claimed" | "untried" } | Broken;

/** One promise that a policy makes by being a policy, or that it claims. */
export interface ContractRule {
  /** One or two words, for command lines. */
  readonly name: string;
  /** What the policy does, as a clause without its subject. */
  readonly promise: string;
  /** `should`: players put up with its breach, and count it. */
  readonly weight: "must" | "should";
  try(subject: Subject, trial?: Trial): Verdict;
}

const DEFAULT_SESSIONS = 100;

/** A rule about whatever an arbitrary gives: a session, or several. */
export interface RuleParts<T> {
  readonly name: string;
  readonly promise: string;
  /** `must`, if missing. */
  readonly weight?: ContractRule["weight"];
  readonly cases: fc.Arbitrary<T>;
  /** A case in lines for people. */
  readonly inWords: (one: T) => readonly string[];
  /** @throws Breach, or whatever the policy throws */
  readonly check: (subject: Subject, one: T) => void;
  /** What is to be said of what the check was seen to use of its surroundings. @throws Breach */
  readonly checkUses?: (uses: Surroundings["uses"]) => void;
  /** Whether the policy makes the promise; missing where all must. */
  readonly isClaimed?: (subject: Subject, one: T) => boolean;
}

export function rule<T>(parts: RuleParts<T>): ContractRule {
  const { name, promise, weight = "must", cases, inWords, check, checkUses, isClaimed = () => true } = parts;
  return {
    name,
    promise,
    weight,
    try(subject, { sessions: numRuns = DEFAULT_SESSIONS, seed, path } = {}) {
      const watch = subject.surroundings ?? (checkUses && new Surroundings());
      let claimed = false;
      const tryOne = (one: T) => {
        if (!isClaimed(subject, one)) return;
        claimed = true;
        check(subject, one);
      };
      const tryWatched = (one: T) => {
        if (!watch) return tryOne(one);
        watch.forget();
        watch.during(() => tryOne(one));
        checkUses?.(watch.uses);
      };
      let tried = 0;
      let failed = false;
      const property = fc.property(cases, (one) => {
        // Until one fails, they come in the order of their paths.
        subject.onCase?.(path ?? (failed ? undefined : String(tried++)));
        try {
          tryWatched(one);
        } catch (cause) {
          failed = true;
          throw cause;
        }
      });
      const parameters = {
        numRuns,
        ...(seed !== undefined && { seed }),
        ...(path !== undefined && { numRuns: 1, path, endOnFailure: true }),
      };
      const outcome = tryAll(property, parameters);
      if (outcome === undefined) return { kind: "untried" };
      if (!outcome.failed) return { kind: claimed ? "kept" : "not claimed" };
      const cause = outcome.errorInstance;
      return {
        kind: "broken",
        problem: problemOf(cause),
        cause,
        session: inWords(outcome.counterexample![0]),
        seed: outcome.seed,
        path: outcome.counterexamplePath!,
      };
    },
  };
}

/** Undefined where the path leads to no case, which is all that fast-check throws for. */
function tryAll<T>(property: fc.IProperty<[T]>, parameters: fc.Parameters<[T]>) {
  try {
    return fc.check(property, parameters);
  } catch {
    return undefined;
  }
}

function problemOf(cause: unknown): string {
  if (cause instanceof Breach) return cause.message;
  const words = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return `threw ${words.replaceAll(/\s+/g, " ")}`;
}
