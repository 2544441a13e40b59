import { checkPolicyRules } from "../../experiment/policy-check/check.js";
import { readOptions } from "../../experiment/policy-check/options-text.js";
import { policyOnTrial } from "../../experiment/policy-check/subject.js";
import { type CheckedRule, checkedRuleLines } from "../../report/checked-rules.js";
import { EXIT } from "../exit-codes.js";
import { stdoutLook } from "../stdout.js";

export interface CheckFlags {
  readonly runs: number;
  readonly seed: number;
  readonly path?: string;
  readonly options?: string;
  readonly set?: readonly string[];
  readonly format: "table" | "json";
}

/** Tries the rules of the contract on a policy, tells of each as it comes out, and returns the exit code. */
export async function checkPolicyFile(use: string, flags: CheckFlags): Promise<number> {
  const { runs, seed, path, format } = flags;
  const cwd = process.cwd();
  const options = readOptions(flags.options, flags.set ?? []);
  const policy = await policyOnTrial(use, options, { base: cwd, cwd });
  const checked: CheckedRule[] = [];
  for (const rule of checkPolicyRules(policy, { runs, seed, ...(path !== undefined && { path }) })) {
    if (format === "table") process.stdout.write(checkedRuleLines(rule, checked, stdoutLook()));
    checked.push(rule);
  }
  const counted = (wanted: CheckedRule["status"]) => checked.filter(({ status }) => status === wanted).length;
  const broken = counted("broken");
  if (format === "json")
    process.stdout.write(asJson({ policy: policy.label, options, seed, runs, rules: checked }));
  else
    process.stdout.write(
      `\n${conclusion(policy.label, broken, counted("against advice"), path !== undefined)}\n`,
    );
  return broken > 0 ? EXIT.ruleBroken : EXIT.done;
}

const asJson = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

function conclusion(label: string, broken: number, unadvised: number, again: boolean): string {
  if (again) return `${label} ${broken + unadvised > 0 ? "breaks" : "keeps"} the rule in that session`;
  const advice = unadvised === 0 ? "" : ", but for what is only advised";
  if (broken === 0) return `${label} keeps the contract${advice}`;
  return `${label} breaks ${broken} ${broken === 1 ? "rule" : "rules"} of the contract`;
}
