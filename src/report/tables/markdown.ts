import type { Summary } from "../../model/results.js";
import { comparisonOf } from "../comparison.js";
import { displayNames, printable, shortened } from "../names.js";
import { DIFFERENCE_LEGEND, legend, type TableLook } from "./table.js";

/** The comparison as GitHub-flavoured Markdown tables; the best of a column is bold. */
export function markdownTable(summary: Summary, look: TableLook = {}): string {
  const { columns, rows, differences, control } = comparisonOf(summary, look.metrics);
  const names = displayNames(summary.arms.map(({ policy }) => policy));
  const values = tableOf(
    ["policy", "sessions", ...columns.map(({ heading }) => heading)],
    rows.map(({ policy, isControl, sessions, cells }) => [
      escapeMarkdown(names.get(policy) ?? policy) + (isControl ? " (control)" : ""),
      sessions,
      ...cells.map(({ text, best }) => (best ? `**${text}**` : text)),
    ]),
    2,
  );
  const paragraphs = [
    `### ${escapeMarkdown(shortened(summary.scenario))}`,
    values,
    `${legend(summary)}; bold: best in its column.`,
  ];
  if (differences.length > 0 && columns.length > 0)
    paragraphs.push(
      `Difference to ${escapeMarkdown(names.get(control) ?? shortened(control))}:`,
      tableOf(
        ["policy", ...columns.map(({ differenceHeading }) => differenceHeading)],
        differences.map(({ policy, cells }) => [
          escapeMarkdown(names.get(policy) ?? policy),
          ...cells.map(({ text, verdict }) => `${text} ${verdict}`),
        ]),
        1,
      ),
      `${DIFFERENCE_LEGEND}.`,
    );
  return `${paragraphs.join("\n\n")}\n`;
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
