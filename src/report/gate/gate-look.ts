import type { GateOutcome, GateResult } from "../../model/gate.js";
import { shortened } from "../names.js";
import { count } from "../number-format.js";
import type { CheckInWords } from "./checks-in-words.js";

/** How the outcome of a gate should look. A format ignores what does not concern it. */
export interface GateLook {
  /** Whether an inconclusive check is none that fails; missing: it fails. */
  readonly allowInconclusive?: boolean;
  /** Characters in a line of the terminal; missing: 100. */
  readonly width?: number;
  /** Whether the terminal shows colours; missing: no. */
  readonly colour?: boolean;
}

/** Writes the outcome of a gate in one format, ending in a line feed. */
export type GateRenderer = (result: GateResult, look?: GateLook) => string;

/** Of what has changed since the baseline: names may be of any length. */
export const MOST_CHARACTERS = 300;

/** The outcome and what it is made of: "Gate failed: quickstart against baseline.json, 1 of 12 checks fails". */
export function headline(
  { scenario, baseline, outcome }: GateResult,
  checks: readonly CheckInWords[],
  { allowInconclusive = false }: GateLook,
): string {
  const against = baseline === undefined ? "" : ` against ${shortened(baseline, 100)}`;
  return `Gate ${OUTCOME_WORDS[outcome]}: ${shortened(scenario)}${against}, ${tally(checks, allowInconclusive)}`;
}

const OUTCOME_WORDS: Readonly<Record<GateOutcome, string>> = {
  pass: "passed",
  fail: "failed",
  inconclusive: "inconclusive",
};

function tally(checks: readonly CheckInWords[], allowInconclusive: boolean): string {
  const number = (outcome: GateOutcome) => checks.filter((check) => check.outcome === outcome).length;
  const [failing, unclear] = [number("fail"), number("inconclusive")];
  const all = `${count(checks.length)} ${checks.length === 1 ? "check" : "checks"}`;
  const parts = [
    ...(failing > 0 ? [`${count(failing)} failed`] : []),
    ...(unclear > 0 ? [`${count(unclear)} inconclusive${allowInconclusive ? " (allowed)" : ""}`] : []),
  ];
  return parts.length === 0 ? all : `${parts.join(" and ")} of ${all}`;
}

/** The most pressing first. */
export function byUrgency(checks: readonly CheckInWords[]): CheckInWords[] {
  const order: readonly GateOutcome[] = ["fail", "inconclusive", "pass"];
  return order.flatMap((outcome) => checks.filter((check) => check.outcome === outcome));
}
