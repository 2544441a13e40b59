import Table from "cli-table3";
import pc from "picocolors";
import type { Summary } from "../../model/results.js";
import { type Comparison, comparisonOf } from "../comparison.js";
import type { Verdict } from "../figures.js";
import { displayNames, shortened } from "../names.js";
import { count } from "../number-format.js";
import { DIFFERENCE_LEGEND, legend, type TableLook } from "./table.js";

const NAME_LENGTH = 32;

/**
 * The comparison for a terminal: values, then differences to the control. The best of a column has a star, which
 * needs no colour. A table wider than the terminal is cut into several, one below the other, never truncated.
 */
export function terminalTable(summary: Summary, look: TableLook = {}): string {
  const { width = 100, colour = false } = look;
  const paint = pc.createColors(colour);
  const comparison = comparisonOf(summary, look.metrics);
  const names = displayNames(
    summary.arms.map(({ policy }) => policy),
    NAME_LENGTH,
  );
  const nameOf = (policy: string) => names.get(policy) ?? shortened(policy, NAME_LENGTH);
  const parts = [
    paint.bold(titleOf(summary)),
    ...grid(valueCells(comparison, nameOf, paint), 2, width, paint),
    paint.dim(`${legend(summary)}; * best in its column`),
  ];
  if (comparison.differences.length > 0 && comparison.columns.length > 0)
    parts.push(
      paint.bold(`Difference to ${nameOf(comparison.control)}`),
      ...grid(differenceCells(comparison, nameOf, paint), 1, width, paint),
      paint.dim(DIFFERENCE_LEGEND),
    );
  return `${parts.join("\n\n")}\n`;
}

export type Paint = ReturnType<typeof pc.createColors>;

/** Rows of finished cells, the headings first; the first column is repeated in each block. */
export type Cells = readonly (readonly string[])[];

function titleOf({ scenario, arms, sessions, traces }: Summary): string {
  const policies = arms.length === 1 ? "1 policy" : `${arms.length} policies`;
  const runs = sessions === 1 ? "1 session" : `${count(sessions)} sessions`;
  const paths = traces === 1 ? "1 trace" : `${count(traces)} traces`;
  return `${shortened(scenario)}: ${policies}, ${runs}, ${paths}`;
}

function valueCells({ columns, rows }: Comparison, nameOf: (policy: string) => string, paint: Paint): Cells {
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

function differenceCells(
  { columns, differences }: Comparison,
  nameOf: (policy: string) => string,
  paint: Paint,
): Cells {
  return [
    ["policy", ...columns.map(({ differenceHeading }) => wrapped(differenceHeading))],
    ...differences.map(({ policy, cells }) => [
      nameOf(policy),
      ...cells.map(({ text, verdict }) => painted(verdict, paint)(text + suffix(verdict))),
    ]),
  ];
}

function suffix(verdict: Verdict): string {
  return verdict === "no difference shown" || verdict === "too few pairs"
    ? "       "
    : ` ${verdict.padEnd(6)}`;
}

function painted(verdict: Verdict, paint: Paint): (text: string) => string {
  if (verdict === "better") return paint.green;
  if (verdict === "worse") return paint.red;
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
