import { type ResultBlock, ResultTable, type TableSize, VALID_COLUMNS } from "../result-table.js";

/** Columns that are read together: they lie side by side, and whoever wants one often wants the next. */
const TOGETHER = 3;
/** Columns that are kept in memory. */
export const KEPT = VALID_COLUMNS + TOGETHER;

const BYTES_A_FIGURE = Float64Array.BYTES_PER_ELEMENT;

/** Units whose figures lie together in a file: statuses, a byte each, then the columns one after the other. */
interface StoredUnits {
  readonly firstUnit: number;
  readonly units: number;
  readonly at: number;
}

/** Where a table lies in its file: plain data, from which another thread can open it too. */
export interface TableLayout extends TableSize {
  readonly pieces: readonly StoredUnits[];
}

/** What a stored table is read from. */
export interface FigureFile {
  read(from: number, into: Uint8Array): void;
}

interface KeptColumn {
  readonly place: number;
  readonly figures: Float64Array;
}

/** A table whose figures are in a file, of which few columns are in memory at a time. */
export class StoredTable extends ResultTable {
  private readonly file: FigureFile;
  private readonly pieces: StoredUnits[] = [];
  /** Those that will be wanted last of all first: what nobody has asked for yet, then what was asked for longest ago. */
  private kept: KeptColumn[] = [];

  constructor(size: TableSize, file: FigureFile) {
    super(size);
    this.file = file;
  }

  /** A table that somebody else has stored. */
  static opened({ pieces, ...size }: TableLayout, file: FigureFile): StoredTable {
    const table = new StoredTable(size, file);
    for (const { firstUnit, units, at } of pieces) table.include(firstUnit, units, at);
    return table;
  }

  get layout(): TableLayout {
    const { units, seats, columns, pieces } = this;
    return { units, seats, columns, pieces };
  }

  /** Takes in what lies in the file from a place on. */
  include(firstUnit: number, units: number, at: number): void {
    const firstSession = firstUnit * this.seats;
    const sessions = units * this.seats;
    this.file.read(at, this.statuses.subarray(firstSession, firstSession + sessions));
    this.pieces.push({ firstUnit, units, at });
    this.kept = [];
  }

  column(place: number): Float64Array {
    const known = this.kept.findIndex((one) => one.place === place);
    if (known >= 0) {
      const [column] = this.kept.splice(known, 1);
      this.kept.push(column!);
      return column!.figures;
    }
    const isKept = (other: number) => this.kept.some((one) => one.place === other);
    let end = place + 1;
    while (end < Math.min(place + TOGETHER, this.columns) && !isKept(end)) end++;
    const tooMany = Math.max(0, this.kept.length + end - place - KEPT);
    const [asked, ...others] = this.read(place, end, this.kept.splice(0, tooMany));
    this.kept.unshift(...others);
    this.kept.push(asked!);
    return asked!.figures;
  }

  /**
   * Columns side by side.
   *
   * @param room of columns that are no longer kept: to ask for new would be to wait for the collector, at 8 MB a million
   */
  private read(first: number, end: number, room: readonly KeptColumn[]): KeptColumn[] {
    const columns = Array.from({ length: end - first }, (_, nth): KeptColumn => {
      const figures = room[nth]?.figures ?? new Float64Array(this.units * this.seats);
      return { place: first + nth, figures: figures.fill(Number.NaN) };
    });
    const largest = this.pieces.reduce((most, { units }) => Math.max(most, units), 0) * this.seats;
    const piece = new Float64Array(largest * columns.length);
    for (const { firstUnit, units, at } of this.pieces) {
      const firstSession = firstUnit * this.seats;
      const sessions = units * this.seats;
      const figures = piece.subarray(0, sessions * columns.length);
      this.file.read(at + sessions + first * sessions * BYTES_A_FIGURE, bytesOf(figures));
      columns.forEach((column, nth) => {
        column.figures.set(figures.subarray(nth * sessions, (nth + 1) * sessions), firstSession);
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
