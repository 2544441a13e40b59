import type { GateOutcome, GateResult } from "../../model/gate.js";
import { shortened } from "../names.js";
import { count } from "../number-format.js";
import { escapeMarkdown, tableOf } from "../tables/markdown.js";
import { weighting } from "../tables/table.js";
import { type CheckInWords, checksInWords } from "./checks-in-words.js";
import { byUrgency, type GateLook, headline, MOST_CHARACTERS } from "./gate-look.js";

/** A comment on GitHub holds 65,536 characters: so many rows fit. */
const MOST_ROWS = 120;
const MOST_REASONS = 30;

const MARKS: Readonly<Record<GateOutcome, string>> = { pass: "✅", fail: "❌", inconclusive: "⚠️" };

/** For a pull request or the summary of a job: the outcome, what is not passed and why, then all figures, folded. */
export function markdownGate(result: GateResult, look: GateLook = {}): string {
  const checks = byUrgency(checksInWords(result));
  const pressing = checks.filter(({ outcome }) => outcome !== "pass");
  const weights = weighting(result);
  const notes = weights === "" ? [] : [escapeMarkdown(`Figures are over sessions${weights}.`)];
  const paragraphs = [
    `### ${MARKS[result.outcome]} ${escapeMarkdown(headline(result, checks, look))}`,
    listOf(
      pressing.map(({ outcome, sentence }) => `${MARKS[outcome]} ${escapeMarkdown(sentence)}`),
      MOST_REASONS,
    ),
    ...(checks.length === 0 ? [] : [folded("All checks", checksTable(checks, notes))]),
    ...(result.changes.length === 0
      ? []
      : [
          folded(
            "Changed since the baseline",
            listOf(
              result.changes.map(({ text }) => escapeMarkdown(shortened(text, MOST_CHARACTERS))),
              MOST_REASONS,
            ),
          ),
        ]),
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== "").join("\n\n")}\n`;
}

function checksTable(checks: readonly CheckInWords[], notes: readonly string[]): string {
  const rows = checks
    .slice(0, MOST_ROWS)
    .map(({ outcome, policy, heading, baseline, now, difference, tolerated }) => [
      `${MARKS[outcome]} ${outcome}`,
      ...[policy, heading, baseline, now, difference, tolerated].map(escapeMarkdown),
    ]);
  const table = tableOf(
    ["", "policy", "checked", "baseline", "now", "difference [90 % interval]", "tolerated"],
    rows,
    3,
  );
  return [table, ...more(checks.length - MOST_ROWS), ...notes].join("\n\n");
}

function listOf(items: readonly string[], most: number): string {
  return [
    ...items.slice(0, most).map((item) => `- ${item}`),
    ...more(items.length - most).map((line) => `- ${line}`),
  ].join("\n");
}

function more(rest: number): string[] {
  return rest > 0 ? [`and ${count(rest)} more`] : [];
}

/** Blank lines inside, or the Markdown within would be shown as it is written. */
function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}
