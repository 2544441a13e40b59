import { type CsvCell, csvCell } from "./csv.js";
import { LONGEST_NUMBER, writeNumber } from "./number-bytes.js";

const COMMA = 44;
const LINE_FEED = 10;
const FIRST_SIZE = 1024;

/** Cells as {@link CsvBytes} takes them: as they are written, each with the comma after it. */
export type EncodedCells = Uint8Array;

const utf8 = new TextEncoder();

export function encodedCells(cells: readonly CsvCell[]): EncodedCells {
  return utf8.encode(cells.map((cell) => `${csvCell(cell)},`).join(""));
}

/**
 * Records of a CSV file as `csvLine` has them, in UTF-8, written cell by cell into memory that grows: no text is made on
 * the way. A record has at least two cells.
 */
export class CsvBytes {
  private bytes = new Uint8Array(FIRST_SIZE);
  private length = 0;

  /** Cells that were encoded before. */
  cells(encoded: EncodedCells): void {
    this.makeRoom(encoded.length);
    const { bytes, length } = this;
    // A loop, because of so few bytes it is the fastest copy.
    for (let i = 0; i < encoded.length; i++) bytes[length + i] = encoded[i]!;
    this.length = length + encoded.length;
  }

  /** An empty cell for undefined, and for NaN. */
  number(value: number | undefined): void {
    this.makeRoom(LONGEST_NUMBER + 1);
    if (value !== undefined) this.length = writeNumber(value, this.bytes, this.length);
    this.bytes[this.length++] = COMMA;
  }

  endRecord(): void {
    this.bytes[this.length - 1] = LINE_FEED;
  }

  /** All records so far, in memory of their own. Begins anew. */
  take(): Uint8Array {
    const taken = this.bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }

  private makeRoom(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(2 * needed);
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
