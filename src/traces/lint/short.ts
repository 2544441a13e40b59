import type { Seconds } from "../../units.js";
import type { LintRule } from "./rule.js";

/** Players hold up to a minute of media: on less, a session has hardly left its startup. */
const SHORTEST: Seconds = 60;

/** Too short for a session, which then meets the same minute again and again, for traces repeat. */
export const short: LintRule = {
  severity: "warning",
  check: ({ trace: { period } }) => (period < SHORTEST ? { rule: "short", duration: period } : undefined),
};
