import Table from "cli-table3";
import pc from "picocolors";
import { headingOf, type Listing, type ListingColumn, type ListingLook, shownCell } from "./listing.js";

/**
 * Columns side by side, numbers to the right. What is wider than the terminal is continued below, the first column
 * repeated; nothing is cut off.
 */
export function terminalListing<Row>(listing: Listing<Row>, look: ListingLook = {}): string {
  const { width = 100, colour = false } = look;
  const paint = pc.createColors(colour);
  const [first, ...others] = listing.columns;
  const blocks: string[] = [];
  for (let from = 0; from < others.length || blocks.length === 0; ) {
    let to = Math.min(from + 1, others.length);
    let block = draw([first!, ...others.slice(from, to)], listing.rows, paint);
    while (to < others.length) {
      const wider = draw([first!, ...others.slice(from, to + 1)], listing.rows, paint);
      if (wider.width > width) break;
      block = wider;
      to++;
    }
    blocks.push(block.text);
    from = to;
  }
  return `${blocks.join("\n\n")}\n`;
}

function draw<Row>(
  columns: readonly ListingColumn<Row>[],
  rows: readonly Row[],
  paint: ReturnType<typeof pc.createColors>,
) {
  const isNumber = columns.map(({ read }) => rows.some((row) => typeof read(row) === "number"));
  const table = new Table({
    chars: NO_LINES,
    style: { "padding-left": 0, "padding-right": 2, head: [], border: [] },
    colAligns: isNumber.map((number) => (number ? "right" : "left")),
  });
  table.push(columns.map((column) => ({ content: paint.dim(headingOf(column)), vAlign: "bottom" })));
  for (const row of rows) table.push(columns.map((column) => shownCell(column, row)));
  const lines = table.toString().split("\n");
  // The padding behind the last column is no content.
  return { text: lines.map((line) => line.trimEnd()).join("\n"), width: table.width - 2 };
}

const LINES = ["top", "bottom", "left", "right", "mid"] as const;
const NO_LINES = Object.fromEntries(
  [...LINES, ...LINES.flatMap((line) => [`${line}-mid`, `${line}-left`, `${line}-right`]), "middle"].map(
    (line) => [line, ""],
  ),
);
