import type { Summary } from "../../model/results.js";
import { comparisonOf } from "../comparison.js";
import { contrastLabel, namesOf } from "../figures.js";
import { printable, shortened } from "../names.js";
import { DIFFERENCE_LEGEND, legend, type TableLook, withFinding } from "./table.js";

/** The figures as LaTeX tables (package booktabs); the best of a column is bold. */
export function latexTable(summary: Summary, look: TableLook = {}): string {
  return `${figureTables(summary, look).join("\n\n")}\n`;
}

/** The same, apart: what they need, then a table each. */
export function figureTables(summary: Summary, look: TableLook): string[] {
  const { columns, rows, differences, control } = comparisonOf(summary, look.metrics);
  const nameOf = namesOf(summary);
  const parts = [
    "% needs \\usepackage{booktabs}",
    tableOf(
      `${escapeLatex(shortened(summary.scenario))}. ${escapeLatex(legend(summary, columns))}; bold: best in its column.`,
      ["policy", "sessions", ...columns.map(({ heading }) => heading)],
      rows.map(({ policy, isControl, sessions, cells }) => [
        escapeLatex(nameOf(policy)) + (isControl ? " (control)" : ""),
        sessions,
        ...cells.map(({ text, best }) => (best ? `\\textbf{${escapeDigits(text)}}` : escapeDigits(text))),
      ]),
      2,
    ),
  ];
  if (differences.length > 0 && columns.length > 0)
    parts.push(
      tableOf(
        `Difference to ${escapeLatex(nameOf(control))}. ${escapeLatex(DIFFERENCE_LEGEND)}.`,
        ["policy", ...columns.map(({ differenceHeading }) => differenceHeading)],
        differences.map(({ cells, ...contrast }) => [
          escapeLatex(contrastLabel(contrast, differences, nameOf)),
          ...cells.map((cell) => escapeDigits(withFinding(cell))),
        ]),
        1,
      ),
    );
  return parts;
}

/** Headings are escaped here; caption and cells are LaTeX already. */
export function tableOf(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  leftAligned: number,
): string {
  const line = (cells: readonly string[]) => `${cells.join(" & ")} \\\\`;
  const alignment = headings.map((_, column) => (column < leftAligned ? "l" : "r")).join("");
  return [
    "\\begin{table}",
    `\\caption{${caption}}`,
    "\\centering",
    `\\begin{tabular}{${alignment}}`,
    "\\toprule",
    line(headings.map(escapeLatex)),
    "\\midrule",
    ...rows.map(line),
    "\\bottomrule",
    "\\end{tabular}",
    "\\end{table}",
  ].join("\n");
}

const COMMANDS: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "\\char34{}",
  "…": "\\ldots{}",
  "–": "--",
  Σ: "$\\Sigma$",
  // Braced: after the end of a row these would be taken for its options.
  "[": "{[}",
  "]": "{]}",
  "*": "{*}",
};

/** Text that LaTeX prints as it is. */
export function escapeLatex(text: string): string {
  return printable(text).replace(
    /[\\~^<>|"…–Σ[\]*&%$#_{}]/g,
    (character) => COMMANDS[character] ?? `\\${character}`,
  );
}

/** Digits, with minus signs for hyphens. */
export function escapeDigits(text: string): string {
  return escapeLatex(text).replace(/-(?=\d)/g, () => "$-$");
}
