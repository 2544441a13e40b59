import type { ColumnSource } from "hyparquet-writer";
import type { ParquetColumn } from "./columns.js";

/** The cells of a column, from their text: those of a row group, then those of the next. */
export interface Cells {
  /** @returns whether the column can have a cell of that text */
  set(row: number, text: string): boolean;
  /** Those of the first rows, to be read before the next is set; undefined where there is no value. */
  take(rows: number): ColumnSource["data"];
}

export function cellsOf({ type, nullable }: ParquetColumn): Cells {
  if (type === "text") return texts(nullable);
  if (type === "int64") return bigWholes();
  return numbers(nullable, type === "int32" ? isInt32 : Number.isFinite);
}

/** Most files are small. */
const FIRST_ROWS = 1024;

function twice(cells: Float64Array): Float64Array<ArrayBuffer> {
  const more = new Float64Array(2 * cells.length);
  more.set(cells);
  return more;
}

const isInt32 = (value: number): boolean => (value | 0) === value;

function numbers(nullable: boolean, isOne: (value: number) => boolean): Cells {
  let cells = new Float64Array(FIRST_ROWS);
  let someMissing = false;
  return {
    set(row, text) {
      if (row === cells.length) cells = twice(cells);
      if (text === "") {
        cells[row] = Number.NaN;
        someMissing = true;
        return nullable;
      }
      const value = Number(text);
      cells[row] = value;
      return isOne(value);
    },
    take(rows) {
      const taken = cells.subarray(0, rows);
      if (!someMissing) return taken;
      someMissing = false;
      return Array.from(taken, (value) => (Number.isNaN(value) ? undefined : value));
    },
  };
}

const WHOLE = /^-?\d{1,19}$/;

/** For numbers of which a file has few: what is equal is one object, because to make one takes long. */
function bigWholes(): Cells {
  const cells: bigint[] = [];
  let last = "0";
  let value = 0n;
  return {
    set(row, text) {
      if (text !== last) {
        if (!WHOLE.test(text)) return false;
        last = text;
        value = BigInt(text);
        if (value !== BigInt.asIntN(64, value)) return false;
      }
      cells[row] = value;
      return true;
    },
    take: (rows) => cells.slice(0, rows),
  };
}

/** Equal cells are one string, not as many slices of the file's text, each of which keeps all of it in memory. */
function texts(nullable: boolean): Cells {
  let cells: (string | undefined)[] = [];
  let known = new Map<string, string>();
  let last = "";
  return {
    set(row, text) {
      if (text !== last) {
        const same = known.get(text);
        if (same === undefined) known.set(text, text);
        last = same ?? text;
      }
      cells[row] = nullable && text === "" ? undefined : last;
      return true;
    },
    take() {
      const taken = cells;
      cells = [];
      known = new Map();
      last = "";
      return taken;
    },
  };
}
