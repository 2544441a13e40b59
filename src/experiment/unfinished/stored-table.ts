import { type ResultBlock, ResultTable, type TableSize } from "../result-table.js";

/** Columns that are kept in memory: as many as anything looks at together. */
const KEPT = 9;

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
    const first = this.kept.keys().next();
    if (this.kept.size === KEPT && !first.done) this.kept.delete(first.value);
    const figures = this.read(place);
    this.kept.set(place, figures);
    return figures;
  }

  private read(place: number): Float64Array {
    const figures = new Float64Array(this.units * this.seats).fill(Number.NaN);
    for (const { firstSession, sessions, at } of this.blocks) {
      const bytes = sessions * BYTES_A_FIGURE;
      const into = new Uint8Array(figures.buffer, firstSession * BYTES_A_FIGURE, bytes);
      this.file.read(at + sessions + place * bytes, into);
    }
    return figures;
  }
}

/** The bytes of a block's figures, as a stored table reads them. */
export function figureBytes({ statuses, values }: Pick<ResultBlock, "statuses" | "values">): Uint8Array {
  const bytes = new Uint8Array(statuses.byteLength + values.byteLength);
  bytes.set(statuses);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), statuses.byteLength);
  return bytes;
}

/** What {@link figureBytes} has put together. */
export function blockOfFigures(
  bytes: Uint8Array<ArrayBuffer>,
  sessions: number,
): Pick<ResultBlock, "statuses" | "values"> {
  return { statuses: bytes.slice(0, sessions), values: new Float64Array(bytes.slice(sessions).buffer) };
}
