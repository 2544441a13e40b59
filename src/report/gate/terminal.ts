import pc from "picocolors";
import type { GateOutcome, GateResult } from "../../model/gate.js";
import { shortened } from "../names.js";
import { count } from "../number-format.js";
import { weighting } from "../tables/table.js";
import { indented } from "../tables/terminal.js";
import { type CheckInWords, checksInWords } from "./checks-in-words.js";
import { byUrgency, type GateLook, headline, MOST_CHARACTERS } from "./gate-look.js";

/** A gate that passes in many ways need not list them all. */
const MOST_PASSES = 20;
const LABEL_WIDTH = 14;
const LEGEND = "In brackets: 90 % intervals, whose ends are one-sided 95 % bounds";

/** A line a check, those that fail last, where the eye is; then what changed, and the outcome. */
export function terminalGate(result: GateResult, look: GateLook = {}): string {
  const { width = 100, colour = false, allowInconclusive = false } = look;
  const paint = pc.createColors(colour);
  const inLine: Readonly<Record<GateOutcome, (text: string) => string>> = {
    pass: paint.green,
    fail: paint.red,
    inconclusive: allowInconclusive ? paint.dim : paint.yellow,
  };
  const checks = checksInWords(result);
  const lineOf = ({ outcome, sentence }: CheckInWords) => {
    const [first = "", ...rest] = indented(withoutCommands(sentence), width - LABEL_WIDTH, "");
    const below = rest.map((line) => `\n${" ".repeat(LABEL_WIDTH)}${line}`).join("");
    return `${inLine[outcome](outcome.padEnd(LABEL_WIDTH))}${first}${below}`;
  };
  const passes = checks.filter(({ outcome }) => outcome === "pass");
  const others = byUrgency(checks)
    .slice(0, checks.length - passes.length)
    .reverse();
  const unlisted = passes.length - MOST_PASSES;
  const hasIntervals = result.metrics.some(
    ({ reason, interval90 }) => reason.kind !== "identical" && interval90 !== undefined,
  );
  const changes = result.changes.map(({ text }) => withoutCommands(shortened(text, MOST_CHARACTERS)));
  return [
    ...passes.slice(0, MOST_PASSES).map(lineOf),
    ...(unlisted > 0 ? [`${inLine.pass("pass".padEnd(LABEL_WIDTH))}and ${count(unlisted)} more`] : []),
    ...others.map(lineOf),
    ...changes.flatMap((text) => indented(`changed since the baseline: ${text}`, width, "")),
    ...(hasIntervals ? indented(`${LEGEND}${weighting(result)}`, width, "").map(paint.dim) : []),
    "",
    ...indented(withoutCommands(headline(result, checks, look)), width, "").map((line) =>
      paint.bold(inLine[result.outcome](line)),
    ),
    "",
  ].join("\n");
}

/** A log of GitHub Actions takes "::error::" and "##[error]" for commands, also in the middle of a line. */
function withoutCommands(text: string): string {
  return text.replace(/:(?=:)|#(?=#\[)/g, "$&\u200b");
}
