import pc from "picocolors";
import { type ListingLook, wrapped } from "./listings/index.js";
import { printable } from "./names.js";

/** What came of trying one rule on a policy. */
export interface CheckedRule {
  /** One or two words. */
  readonly rule: string;
  /** What the policy promises, as a clause without its subject. */
  readonly promise: string;
  /** `against advice`: broken, and players put up with it. */
  readonly status: "kept" | "broken" | "against advice" | "not claimed";
  /** What the policy did instead, as a clause without its subject. */
  readonly problem?: string;
  /** Where in the user's files: `my-policy.ts:12`. */
  readonly place?: string;
  /** The smallest session in which it happens, in lines for people. */
  readonly session?: readonly string[];
  /** What `--seed` and `--path` try that session again by; missing where every run meets it. */
  readonly replay?: { readonly seed: number; readonly path: string };
}

const INDENT = "    ";

/**
 * A rule in lines for the terminal: kept or broken, and how.
 *
 * @param before those already shown: what is wrong with them in the same way is not told again
 */
export function checkedRuleLines(
  checked: CheckedRule,
  before: readonly CheckedRule[],
  { width = 100, colour = false }: ListingLook = {},
): string {
  const paint = pc.createColors(colour);
  const { promise, status, problem, place, session = [], replay } = checked;
  if (status === "kept") return `${paint.green("✓")} ${promise}\n`;
  if (status === "not claimed") return paint.dim(`- ${promise} (a claim that it does not make)\n`);
  const told = before.find((other) => other.problem === problem);
  const indented = (lines: readonly string[]) =>
    lines
      .flatMap((line) => wrapped(printable(line), width - INDENT.length))
      .map((line) => `${INDENT}${line}\n`);
  const [mark, tint] = status === "broken" ? ["✗", paint.red] : ["!", paint.yellow];
  const head = `${problem}${place === undefined ? "" : ` (${place})`}`;
  return [
    `${tint(mark)} ${paint.bold(promise)}\n`,
    ...indented([head]).map(tint),
    ...(told ? [] : indented(session)),
    // On one line, however long, so that it can be copied.
    ...(replay ? [paint.dim(`${INDENT}again: --seed ${replay.seed} --path ${replay.path}\n`)] : []),
  ].join("");
}
