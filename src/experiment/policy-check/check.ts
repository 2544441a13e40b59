import { type ContractRule, contract, type Trial } from "../../contract/index.js";
import { InputError } from "../../errors.js";
import type { CheckedRule } from "../../report/checked-rules.js";
import { suggestion } from "../../suggestion.js";
import { CallWatch } from "./call-watch.js";
import { checkSelfContained } from "./self-contained.js";
import type { PolicyOnTrial } from "./subject.js";
import { checkWholeSessions } from "./whole-sessions.js";

export interface CheckOptions {
  /** Random sessions for each rule. */
  readonly runs: number;
  readonly seed: number;
  /** As a broken rule gave it: that rule is tried in that session, and nothing else. */
  readonly path?: string;
}

/**
 * Tries every rule on a policy, one after the other: those of the contract, those about its code, and whole sessions.
 *
 * @param watch is told of each call of the policy
 * @throws InputError when the path is none
 */
export function* checkPolicyRules(
  given: PolicyOnTrial,
  { runs, seed, path }: CheckOptions,
  watch: CallWatch = new CallWatch(() => {}),
): Generator<CheckedRule> {
  const policy = { ...given, subject: { ...given.subject, factory: watch.over(given.subject.factory) } };
  const rest = (checked: CheckedRule): CheckedRule => {
    watch.rests();
    return checked;
  };
  if (path !== undefined) {
    const { rule, within } = readPath(path);
    yield rest(tried(rule, policy, { seed, path: within }, watch));
    return;
  }
  for (const rule of contract) yield rest(tried(rule, policy, { seed, sessions: runs }, watch));
  yield checkSelfContained(policy);
  yield rest(checkWholeSessions(policy, (session) => watch.tries({ session })));
}

function tried(
  rule: ContractRule,
  { subject, locate }: PolicyOnTrial,
  trial: Trial,
  watch: CallWatch,
): CheckedRule {
  const { name, promise, weight } = rule;
  const onCase = (path: string | undefined) =>
    watch.tries({ rule: name, ...(path !== undefined && { path }) });
  const verdict = rule.try({ ...subject, onCase }, trial);
  if (verdict.kind === "untried") throw noPath(`${name}:${trial.path}`, COPY);
  if (verdict.kind !== "broken") return { rule: name, promise, status: verdict.kind };
  const { problem, cause, session, seed, path } = verdict;
  const place = locate(cause);
  return {
    rule: name,
    promise,
    status: weight === "must" ? "broken" : "against advice",
    problem,
    ...(place !== undefined && { place }),
    session,
    replay: { seed, path: `${name}:${path}` },
  };
}

/** A path names its rule, for the same numbers lead elsewhere in another's sessions. */
function readPath(path: string): { readonly rule: ContractRule; readonly within: string } {
  const [, name, within] = /^([^:]*):(\d+(?::\d+)*)$/.exec(path) ?? [];
  const rule = contract.find((each) => each.name === name);
  if (rule && within !== undefined) return { rule, within };
  const names = contract.map((each) => each.name);
  throw noPath(
    path,
    name === undefined ? "Copy it from the output, with its --seed" : suggestion(name, names),
  );
}

const COPY = "Copy it from the output, with its --seed";

const noPath = (received: string, hint: string): InputError =>
  new InputError({
    where: "--path",
    expected: "a path as a broken rule gives it, such as legal:12:0:1",
    received,
    hint,
  });
