import pc from "picocolors";
import { kbpsFromBps } from "../../units.js";
import type { ListingLook } from "../listings/index.js";
import { quantity } from "../number-format.js";
import { timeAxis } from "../time-axis.js";
import { type CapacityColumn, capacityColumns, type PlottedBins } from "./plotted.js";

const FEWEST_COLUMNS = 20;
/** Dots of a braille character, across and down. */
const ACROSS = 2;
const DOWN = 4;
/** Its bits (Unicode, "Braille Patterns"), by place across, then down. */
const DOTS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;
const BLANK = 0x2800;

/**
 * The capacity over time in braille dots, from 0 up: for each stretch of time all that lies between its lowest and highest
 * bin, so that a peak or a dip of one bin is seen in a trace of any length. Below it the times, and where bins are below
 * the limit a line that marks them.
 *
 * @param outageBelow bit/s
 * @param lines how high the plot is
 */
export function terminalPlot(
  plotted: PlottedBins,
  outageBelow: number,
  lines: number,
  { width = 100, colour = false }: ListingLook = {},
): string {
  const { dim, red } = pc.createColors(colour);
  const { bin, bins } = plotted;
  let most = 0;
  for (const value of bins) most = Math.max(most, value);
  const top = quantity(kbpsFromBps(most), "kbit/s");
  const gutter = Math.max(top.length, "outage".length) + 1;
  const characters = Math.max(FEWEST_COLUMNS, width - gutter);
  const columns = stretched(capacityColumns(plotted, characters * ACROSS), characters * ACROSS);
  const drawn = brailleLines(columns, most, lines, characters);
  const label = (line: number) => (line === 0 ? top : line === lines - 1 ? "0" : "");
  const out = drawn.map((line, index) => dim(`${label(index).padStart(gutter - 1)} `) + line);
  if (columns.some(({ low }) => low < outageBelow)) {
    const isOut = (character: number) =>
      columns.slice(character * ACROSS, (character + 1) * ACROSS).some(({ low }) => low < outageBelow);
    const marks = Array.from({ length: characters }, (_, character) => (isOut(character) ? "X" : " "));
    out.push(dim(`${"outage".padStart(gutter - 1)} `) + marks.join("").replaceAll(/X+/g, red));
  }
  out.push(dim(" ".repeat(gutter) + timeAxis(bins.length * bin, characters)));
  return out.map((line) => `${line.trimEnd()}\n`).join("");
}

/** As many columns as there is room for: each of fewer takes several. */
const stretched = (columns: readonly CapacityColumn[], count: number): CapacityColumn[] =>
  Array.from({ length: count }, (_, place) => columns[Math.floor((place * columns.length) / count)]!);

function brailleLines(
  columns: readonly CapacityColumn[],
  most: number,
  lines: number,
  characters: number,
): string[] {
  const cells = Array.from({ length: lines }, () => new Uint8Array(characters));
  const highest = lines * DOWN - 1;
  /** From the bottom. */
  const dotOf = (value: number) => (most > 0 ? Math.round((value / most) * highest) : 0);
  let before: readonly [low: number, high: number] | undefined;
  columns.forEach((column, place) => {
    const [low, high] = [dotOf(column.low), dotOf(column.high)];
    // A jump is drawn as a line, down or up to where the stretch before ends.
    const from = before && before[1] < low ? before[1] : low;
    const to = before && before[0] > high ? before[0] : high;
    for (let dot = from; dot <= to; dot++) {
      const down = highest - dot;
      cells[Math.floor(down / DOWN)]![Math.floor(place / ACROSS)]! |= DOTS[place % ACROSS]![down % DOWN]!;
    }
    before = [low, high];
  });
  return cells.map((line) =>
    Array.from(line, (dots) => (dots === 0 ? " " : String.fromCodePoint(BLANK + dots))).join(""),
  );
}
