import { type ResultBlock, ResultTable, type TableSize } from "../result-table.js";

/** Columns that are kept in memory: as many as anything looks at together. */
const KEPT = 9;
/** Columns that are read together: they lie side by side, and whoever wants one often wants the next. */
const TOGETHER = 3;

const BYTES_A_FIGURE = Float64Array.BYTES_PER_ELEMENT;

/** Where the figures of some units lie in a file: statuses, a byte each, then the columns one after the other. */
interface Stored {
  readonly firstSession: number;
  readonly sessions: number;
  readonly at: number;
}

/** What a stored table is read from. */
export interface FigureFile {
  read(from: number, into: Uint8Array): void;
}

/** A table whose figures are in a file, of which few columns are in memory at a time. */
export class StoredTable extends ResultTable {
  private readonly file: FigureFile;
  private readonly blocks: Stored[] = [];
  /** By place, in the order in which they were read. */
  private readonly kept = new Map<number, Float64Array>();

  constructor(size: TableSize, file: FigureFile) {
    super(size);
    this.file = file;
  }

  /** Takes in what lies in the file from a place on. */
  include(firstUnit: number, units: number, at: number): void {
    const firstSession = firstUnit * this.seats;
    const sessions = units * this.seats;
    this.file.read(at, this.statuses.subarray(firstSession, firstSession + sessions));
    this.blocks.push({ firstSession, sessions, at });
    this.kept.clear();
  }

  column(place: number): Float64Array {
    const known = this.kept.get(place);
    if (known !== undefined) return known;
    let end = place + 1;
    while (end < Math.min(place + TOGETHER, this.columns) && !this.kept.has(end)) end++;
    const tooMany = Math.max(0, this.kept.size + end - place - KEPT);
    for (const oldest of [...this.kept.keys()].slice(0, tooMany)) this.kept.delete(oldest);
    const read = this.read(place, end);
    read.forEach((figures, nth) => {
      this.kept.set(place + nth, figures);
    });
    return read[0]!;
  }

  /** Columns side by side. */
  private read(first: number, end: number): Float64Array[] {
    const columns = Array.from({ length: end - first }, () =>
      new Float64Array(this.units * this.seats).fill(Number.NaN),
    );
    const largest = Math.max(0, ...this.blocks.map(({ sessions }) => sessions));
    const piece = new Float64Array(largest * columns.length);
    for (const { firstSession, sessions, at } of this.blocks) {
      const figures = piece.subarray(0, sessions * columns.length);
      this.file.read(at + sessions + first * sessions * BYTES_A_FIGURE, bytesOf(figures));
      columns.forEach((column, nth) => {
        column.set(figures.subarray(nth * sessions, (nth + 1) * sessions), firstSession);
      });
    }
    return columns;
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** A block's figures, as a stored table reads them: one after the other. */
export const figureParts = ({ statuses, values }: Pick<ResultBlock, "statuses" | "values">): Uint8Array[] => [
  statuses,
  bytesOf(values),
];

/** What {@link figureParts} has taken apart. */
export function blockOfFigures(
  bytes: Uint8Array<ArrayBuffer>,
  sessions: number,
): Pick<ResultBlock, "statuses" | "values"> {
  return { statuses: bytes.slice(0, sessions), values: new Float64Array(bytes.slice(sessions).buffer) };
}
