import { readNote } from "../../experiment/policy-check/call-watch.js";
import { COMES_TO_AN_END, endlessCall } from "../../experiment/policy-check/comes-to-an-end.js";
import { readOptions } from "../../experiment/policy-check/options-text.js";
import { locateError, type PolicyBundle } from "../../experiment/user-policy/index.js";
import { type CheckedRule, checkedRuleLines } from "../../report/checked-rules.js";
import { apart } from "../apart/apart.js";
import { stackOfThread } from "../apart/stack-of-thread.js";
import { EXIT } from "../exit-codes.js";
import { stdoutLook } from "../stdout.js";
import type { CheckNews } from "../work/check.js";

export interface CheckFlags {
  readonly runs: number;
  readonly seed: number;
  readonly path?: string;
  readonly options?: string;
  readonly set?: readonly string[];
  /** Seconds that one call of the policy may take. */
  readonly timeout: number;
  readonly format: "table" | "json";
}

/** Tries the rules of the contract on a policy, tells of each as it comes out, and returns the exit code. */
export async function checkPolicyFile(use: string, flags: CheckFlags): Promise<number> {
  const { runs, seed, path, timeout, format } = flags;
  const options = readOptions(flags.options, flags.set ?? []);
  const checked: CheckedRule[] = [];
  const tell = (rule: CheckedRule) => {
    if (format === "table") process.stdout.write(checkedRuleLines(rule, checked, stdoutLook()));
    checked.push(rule);
  };
  let bundle: PolicyBundle | undefined;
  const hear = (news: CheckNews) => {
    if (news.kind === "checked") tell(news.rule);
    else bundle = news.bundle;
  };
  const stuck = async (at: string) => {
    const place = bundle && locateError({ stack: await stackOfThread() }, bundle);
    tell(endlessCall(readNote(at), { seconds: timeout, seed, place }));
    return "stuck" as const;
  };
  const input = { use, options, runs, seed, ...(path !== undefined && { path }) };
  const end = await apart("check", input, { hear, watch: { threads: 1, patience: timeout, stuck } });
  if (end === "all tried" && path === undefined) tell({ ...COMES_TO_AN_END, status: "kept" });

  const label = bundle?.label ?? use;
  const counted = (wanted: CheckedRule["status"]) => checked.filter(({ status }) => status === wanted).length;
  const broken = counted("broken");
  if (format === "json") process.stdout.write(asJson({ policy: label, options, seed, runs, rules: checked }));
  else
    process.stdout.write(
      `\n${conclusion(label, broken, counted("against advice"), path !== undefined)}${end === "stuck" ? NOT_ALL : ""}\n`,
    );
  return broken > 0 ? EXIT.ruleBroken : EXIT.done;
}

const NOT_ALL = "; what comes after that was not tried";

const asJson = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

function conclusion(label: string, broken: number, unadvised: number, again: boolean): string {
  if (again) return `${label} ${broken + unadvised > 0 ? "breaks" : "keeps"} the rule in that session`;
  const advice = unadvised === 0 ? "" : ", but for what is only advised";
  if (broken === 0) return `${label} keeps the contract${advice}`;
  return `${label} breaks ${broken} ${broken === 1 ? "rule" : "rules"} of the contract`;
}
