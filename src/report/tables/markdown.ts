import type { Summary } from "../../model/results.js";
import { comparisonOf } from "../comparison.js";
import { contrastLabel, namesOf } from "../figures.js";
import { printable, shortened } from "../names.js";
import { verdictsInWords } from "../verdicts/index.js";
import { DIFFERENCE_LEGEND, legend, type TableLook, withFinding } from "./table.js";

/** What `run` shows, as GitHub-flavoured Markdown: both tables, and what the leading metric says of each arm. */
export function markdownTable(summary: Summary, look: TableLook = {}): string {
  const verdicts = verdictsInWords(summary, namesOf(summary), look.metrics);
  const list = verdicts.map(({ verdict }) => `- ${escapeMarkdown(verdict)}`).join("\n");
  return `${[...figureParagraphs(summary, look), ...(list === "" ? [] : [list])].join("\n\n")}\n`;
}

/** The figures as tables; the best of a column is bold. */
export function figureParagraphs(summary: Summary, look: TableLook): string[] {
  const { columns, rows, differences, control } = comparisonOf(summary, look.metrics);
  const nameOf = namesOf(summary);
  const values = tableOf(
    ["policy", "sessions", ...columns.map(({ heading }) => heading)],
    rows.map(({ policy, isControl, sessions, cells }) => [
      escapeMarkdown(nameOf(policy)) + (isControl ? " (control)" : ""),
      sessions,
      ...cells.map(({ text, best }) => (best ? `**${text}**` : text)),
    ]),
    2,
  );
  const paragraphs = [
    `### ${escapeMarkdown(shortened(summary.scenario))}`,
    values,
    `${escapeMarkdown(legend(summary, columns))}; bold: best in its column.`,
  ];
  if (differences.length > 0 && columns.length > 0)
    paragraphs.push(
      `Difference to ${escapeMarkdown(nameOf(control))}:`,
      tableOf(
        ["policy", ...columns.map(({ differenceHeading }) => differenceHeading)],
        differences.map(({ cells, ...contrast }) => [
          escapeMarkdown(contrastLabel(contrast, differences, nameOf)),
          ...cells.map(withFinding),
        ]),
        1,
      ),
      `${DIFFERENCE_LEGEND}.`,
    );
  return paragraphs;
}

/**
 * A table. Headings are escaped here; the other cells are Markdown already.
 *
 * @param leftAligned columns from the left that hold words, not figures
 */
export function tableOf(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  leftAligned: number,
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = headings.map((_, column) => (column < leftAligned ? "---" : "---:"));
  return [line(headings.map(escapeMarkdown)), line(rule), ...rows.map(line)].join("\n");
}

/** Text that Markdown, and the HTML within it, show as it is. */
export function escapeMarkdown(text: string): string {
  return printable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_{}[\]|~#!@]/g, (character) => `\\${character}`)
    .replace(/(https?|ftp):\/\//gi, "$1:&#8203;//")
    .replace(/www\./gi, "www&#8203;.");
}
