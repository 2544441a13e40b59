import { ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import { excerpt, InputError } from "../../errors.js";
import { type Cells, cellsOf } from "./cells.js";
import { type CsvTable, type ParquetColumn, parquetColumns } from "./columns.js";

/**
 * Rows of a row group: half of what DuckDB takes for its own files, which costs no size and half the memory. A constant,
 * because the bytes of the file depend on it.
 */
export const GROUP_ROWS = 61_440;

/** What a Parquet file is made of, beside its rows. */
export interface ParquetSource {
  readonly table: CsvTable;
  /** How messages name the CSV file. */
  readonly where: string;
  /** Of abrsim; the file says it. */
  readonly version: string;
  /** The file says it, if given. */
  readonly runId?: string;
}

/**
 * A Parquet file in the making, of the records of a CSV file of abrsim's. It holds the rows of one row group, and the bytes
 * that nobody has taken yet. The same records give the same bytes.
 */
export class ParquetFile {
  readonly #where: string;
  readonly #columns: readonly ParquetColumn[];
  readonly #cells: readonly Cells[];
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;
  #rows = 0;

  /**
   * @param header the names in the CSV's first line, which is given for messages
   * @throws InputError when they are others than the table's
   */
  constructor(source: ParquetSource, header: readonly string[], line: number) {
    const { table, where, version } = source;
    this.#where = where;
    this.#columns = parquetColumns(table, header[2] === "client");
    checkHeader(this.#columns, header, `${where}:${line}`);
    this.#cells = this.#columns.map(cellsOf);
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: schemaFromColumnData({ columnData: this.#columnData(0) }),
      // Readers know faults of writers by name and version.
      createdBy: `abrsim version ${version}`,
      kvMetadata: [{ key: "abrsim", value: JSON.stringify(aboutFile(source, this.#columns)) }],
    });
  }

  /** @throws InputError for a row that cannot be one of the table's */
  add(fields: readonly string[], line: number): void {
    const cells = this.#cells;
    if (fields.length !== cells.length) throw this.#cutOff(fields.length, line);
    for (let place = 0; place < cells.length; place++)
      if (!cells[place]!.set(this.#rows, fields[place]!)) throw this.#illTyped(place, fields[place]!, line);
    if (++this.#rows === GROUP_ROWS) this.#endGroup();
  }

  /** No row may follow. */
  finish(): void {
    if (this.#rows > 0) this.#endGroup();
    this.#writer.finish();
  }

  /** The bytes since the last call; undefined if there are none. */
  take(): Uint8Array | undefined {
    if (this.#bytes.index === 0) return undefined;
    const taken = this.#bytes.getBytes().slice();
    this.#bytes.index = 0;
    return taken;
  }

  #endGroup(): void {
    this.#writer.write({ columnData: this.#columnData(this.#rows), rowGroupSize: GROUP_ROWS });
    this.#rows = 0;
  }

  #columnData(rows: number) {
    return this.#columns.map(({ name, type, nullable, ordered = false }, place) => ({
      name,
      nullable,
      type: PARQUET_TYPES[type],
      data: this.#cells[place]!.take(rows),
      ...(type === "text" && { encoding: "RLE_DICTIONARY" as const }),
      statistics: ordered,
    }));
  }

  #cutOff(received: number, line: number): InputError {
    return new InputError({
      where: `${this.#where}:${line}`,
      expected: `${this.#columns.length} fields, as the header has`,
      received: `${received}`,
      hint: CHANGED,
    });
  }

  #illTyped(place: number, received: string, line: number): InputError {
    const { name, type, nullable } = this.#columns[place]!;
    return new InputError({
      where: `${this.#where}:${line}: ${name}`,
      expected: `${type === "double" ? "a number" : "a whole number"}${nullable ? " or nothing" : ""}`,
      received: excerpt(received),
      hint: CHANGED,
    });
  }
}

const CHANGED = "The file was cut off or changed; run the scenario again";

const PARQUET_TYPES = { text: "STRING", int32: "INT32", int64: "INT64", double: "DOUBLE" } as const;

function checkHeader(columns: readonly ParquetColumn[], header: readonly string[], where: string): void {
  const length = Math.max(columns.length, header.length);
  for (let place = 0; place < length; place++) {
    const expected = columns[place]?.name;
    if (header[place] === expected) continue;
    throw new InputError({
      where,
      expected: expected === undefined ? `${columns.length} columns` : `${expected} as column ${place + 1}`,
      received: expected === undefined ? `${header.length}` : excerpt(header[place]),
      hint: CHANGED,
    });
  }
}

/** What programs may know of the file: whose it is, and what its figures are measured in. */
const aboutFile = ({ table, version, runId }: ParquetSource, columns: readonly ParquetColumn[]) => ({
  version,
  ...(runId !== undefined && { run_id: runId }),
  table: table.kind,
  columns: Object.fromEntries(columns.flatMap(({ name, about }) => (about ? [[name, about]] : []))),
});
