import { Beacon } from "../../experiment/beacon.js";
import { CallWatch } from "../../experiment/policy-check/call-watch.js";
import { type CheckOptions, checkPolicyRules } from "../../experiment/policy-check/check.js";
import { policyOnTrial } from "../../experiment/policy-check/subject.js";
import type { PolicyBundle } from "../../experiment/user-policy/index.js";
import type { CheckedRule } from "../../report/checked-rules.js";
import type { Work } from "../apart/desk.js";

export interface CheckInput extends CheckOptions {
  /** A policy of the library, or a file. */
  readonly use: string;
  readonly options: Readonly<Record<string, unknown>>;
}

export type CheckNews =
  /** A policy file was read, and is about to be loaded. */
  | { readonly kind: "read"; readonly bundle: PolicyBundle }
  | { readonly kind: "checked"; readonly rule: CheckedRule };

/**
 * Tries the rules on a policy, and tells of each as it comes out. Its beacon has the call that it is at: if that is stuck,
 * it never returns, and somebody else says so.
 */
export const work: Work<CheckInput, CheckNews, "all tried" | "stuck"> = async (
  { use, options, ...check },
  { tell, beacons },
) => {
  const cwd = process.cwd();
  const beacon = Beacon.claim(beacons);
  const watch = new CallWatch((text) => beacon?.at(text));
  const policy = await policyOnTrial(
    use,
    options,
    { base: cwd, cwd },
    {
      loads(bundle) {
        tell({ kind: "read", bundle });
        watch.calls("load");
      },
      loaded: () => watch.rests(),
    },
  );
  for (const rule of checkPolicyRules(policy, check, watch)) tell({ kind: "checked", rule });
  return "all tried";
};
