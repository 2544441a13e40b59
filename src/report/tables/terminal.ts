import Table from "cli-table3";
import pc from "picocolors";
import type { Summary } from "../../model/results.js";
import type { Finding } from "../../model/verdicts.js";
import { type Comparison, comparisonOf } from "../comparison.js";
import { contrastLabel, type NameOf, namesOf } from "../figures.js";
import { wrapped as brokenAt } from "../listings/paragraphs.js";
import { shortened } from "../names.js";
import { count } from "../number-format.js";
import { verdictsInWords } from "../verdicts/index.js";
import { DIFFERENCE_LEGEND, legend, type TableLook } from "./table.js";

const NAME_LENGTH = 32;

/** What `run` shows: both tables, and in a sentence an arm what the leading metric says. */
export function terminalTable(summary: Summary, look: TableLook = {}): string {
  const { paint, width, nameOf } = terminal(summary, look);
  const verdicts = verdictsInWords(summary, nameOf, look.metrics).map(({ finding, verdict }) =>
    indented(verdict, width, "").map(painted(finding, paint)).join("\n"),
  );
  return `${[...figureParts(summary, look), ...verdicts].join("\n\n")}\n`;
}

/** What a look and a summary's names make of a terminal. */
export function terminal(summary: Summary, { width = 100, colour = false }: TableLook) {
  return { paint: pc.createColors(colour), width, nameOf: namesOf(summary, NAME_LENGTH) };
}

/**
 * The figures for a terminal: values, then differences. The best of a column has a star, which needs no colour. A
 * table wider than the terminal is cut into several, one below the other, never truncated.
 */
export function figureParts(summary: Summary, look: TableLook): string[] {
  const { paint, width, nameOf } = terminal(summary, look);
  const comparison = comparisonOf(summary, look.metrics);
  const dim = (text: string) => brokenAt(text, width).map(paint.dim).join("\n");
  const parts = [
    paint.bold(titleOf(summary)),
    ...grid(valueCells(comparison, nameOf, paint), 2, width, paint),
    dim(`${legend(summary, comparison.columns)}; * best in its column`),
  ];
  if (comparison.differences.length > 0 && comparison.columns.length > 0)
    parts.push(
      paint.bold(`Difference to ${nameOf(comparison.control)}`),
      ...grid(differenceCells(comparison, nameOf, paint), 1, width, paint),
      dim(DIFFERENCE_LEGEND),
    );
  return parts;
}

/** Text in lines no longer than the terminal is wide, `margin` before each of them, two more blanks from the second. */
export function indented(text: string, width: number, margin: string): string[] {
  const lines = brokenAt(text.replace(WITHIN_FIGURES, "\u00a0"), width - margin.length - 2);
  return lines.map((line, nth) => `${margin}${nth === 0 ? "" : "  "}${line.replaceAll("\u00a0", " ")}`);
}

/** Blanks at which no line should break: "5.1 %", "p < 0.001", "[2.1, 4.4]". */
const WITHIN_FIGURES = / (?=%)|(?<=\bp) (?=[=<>])|(?<=\bp [=<>]) |(?<=\[-?[\d.]+,) /g;

export type Paint = ReturnType<typeof pc.createColors>;

/** Rows of finished cells, the headings first; the first column is repeated in each block. */
export type Cells = readonly (readonly string[])[];

function titleOf({ scenario, arms, sessions, traces }: Summary): string {
  const policies = arms.length === 1 ? "1 policy" : `${arms.length} policies`;
  const runs = sessions === 1 ? "1 session" : `${count(sessions)} sessions`;
  const paths = traces === 1 ? "1 trace" : `${count(traces)} traces`;
  return `${shortened(scenario)}: ${policies}, ${runs}, ${paths}`;
}

function valueCells({ columns, rows }: Comparison, nameOf: NameOf, paint: Paint): Cells {
  return [
    ["policy", "sessions", ...columns.map(({ heading }) => wrapped(heading))],
    ...rows.map(({ policy, isControl, sessions, cells }) => [
      nameOf(policy) + (isControl ? paint.dim(" (control)") : ""),
      sessions,
      // Without a star a blank stands in its place, so that the digits stay aligned.
      ...cells.map(({ text, best }) => (best ? paint.bold(`${text} *`) : `${text}  `)),
    ]),
  ];
}

function differenceCells({ columns, differences }: Comparison, nameOf: NameOf, paint: Paint): Cells {
  // All as long as the longest, so that the digits stay aligned.
  const longest = columns.map((_, column) =>
    Math.max(...differences.map(({ cells }) => suffix(cells[column]!.finding).length)),
  );
  return [
    ["policy", ...columns.map(({ differenceHeading }) => wrapped(differenceHeading))],
    ...differences.map(({ cells, ...contrast }) => [
      contrastLabel(contrast, differences, nameOf),
      ...cells.map(({ text, finding }, column) =>
        painted(finding, paint)(text + suffix(finding).padEnd(longest[column]!)),
      ),
    ]),
  ];
}

/** What a difference shows, where it shows anything. */
function suffix(finding: Finding): string {
  return finding === "no difference shown" || finding === "too few traces" ? "" : ` ${finding}`;
}

/** Green and red are beside the words, never instead. */
export function painted(finding: Finding, paint: Paint): (text: string) => string {
  if (finding === "better") return paint.green;
  if (finding === "worse") return paint.red;
  return (text) => text;
}

/**
 * Draws cells as tables no wider than `width`, or of one column where not even that fits.
 *
 * @param words columns from the left that hold words, not figures
 */
export function grid(cells: Cells, words: number, width: number, paint: Paint): string[] {
  const columns = cells[0]!.length;
  const blocks: string[] = [];
  for (let from = 1; from < columns || blocks.length === 0; ) {
    let to = Math.min(from + 1, columns);
    let block = draw(cells, words, from, to, paint);
    while (to < columns) {
      const wider = draw(cells, words, from, to + 1, paint);
      if (wider.width > width) break;
      block = wider;
      to++;
    }
    blocks.push(block.text);
    from = to;
  }
  return blocks;
}

function draw(cells: Cells, words: number, from: number, to: number, paint: Paint) {
  const pick = <T>(row: readonly T[]) => [row[0]!, ...row.slice(from, to)];
  const table = new Table({
    chars: NO_LINES,
    style: { "padding-left": 0, "padding-right": 2, head: [], border: [] },
    colAligns: pick(cells[0]!.map((_, column) => (column < words ? "left" : "right"))),
  });
  const [headings, ...rows] = cells;
  table.push(pick(headings!).map((heading) => ({ content: paint.dim(heading), vAlign: "bottom" })));
  for (const row of rows) table.push(pick(row));
  const text = table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
  return { text, width: table.width };
}

const HEADING_WIDTH = 22;

/** A heading on as many lines as make it no wider than the figures below it. */
export function wrapped(heading: string): string {
  const lines: string[] = [];
  for (const word of shortened(heading).split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= HEADING_WIDTH) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.join("\n");
}

const NO_LINES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "",
};
