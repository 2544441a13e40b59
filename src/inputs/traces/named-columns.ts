import { excerpt, InputError } from "../../errors.js";
import { nearest } from "../../suggestion.js";
import { forEachRecord } from "../csv.js";
import type { Head } from "../head.js";
import { type Quantity, readQuantity } from "../quantity.js";
import type { TextChunks } from "../text.js";

/** The fields of a line that has no quoted commas; for detection. */
export const fieldsOf = (line: string): readonly string[] =>
  line.split(",").map((field) => field.replaceAll('"', "").trim());

/** The columns that a file's first line names, if it is a header; for detection. */
export const headerOf = ({ lines }: Head): readonly string[] => fieldsOf(lines[0] ?? "");

/** A row of a CSV file with a header. `Name` are the columns that it is sure to have. */
export interface NamedRow<Name extends string> {
  readonly line: number;
  /** The place of a column, for messages: `trace.csv:3, DL_bitrate`. */
  where(name: Name): string;
  /** The field as it stands; "" if it is empty. */
  text(name: Name): string;
  /** The field of a column that need not be there; undefined if it is not. */
  optionalText(name: string): string | undefined;
  /** @throws InputError when the field is not a number within the quantity's range */
  number(name: Name, quantity: Quantity): number;
  /**
   * The number in a field that may say nothing, of a column that need not be there.
   *
   * @param nothing how the format writes that, beside an empty field: "-"
   * @throws InputError when the field is neither that nor a number within the quantity's range
   */
  optionalNumber(name: string, quantity: Quantity, nothing?: string): number | undefined;
}

export interface NamedRowsOptions {
  /** The columns of a file that begins with this record, if it is a row; undefined if it is a header, as by default. */
  readonly headless?: (first: readonly string[]) => readonly string[] | undefined;
  /** The name that a column goes by here, where files differ in it. */
  readonly rename?: (name: string) => string;
  /** What to do about a file without a needed column, where no other column has a similar name. */
  readonly hint?: string;
}

/**
 * Calls `visit` with each row of a CSV file, whose header may name its columns in any order and others besides.
 *
 * @param needed the columns without which the file is no use
 * @throws InputError when a needed column is missing or there twice, and for a row longer or shorter than the header
 */
export async function forEachNamedRow<Name extends string>(
  chunks: TextChunks,
  where: string,
  needed: readonly Name[],
  visit: (row: NamedRow<Name>) => void,
  { headless, rename, hint }: NamedRowsOptions = {},
): Promise<void> {
  let columns: ReadonlyMap<string, number> | undefined;
  let names: readonly string[] = [];
  await forEachRecord(chunks, where, (fields, line) => {
    const here = `${where}:${line}`;
    if (columns === undefined) {
      const given = headless?.(fields);
      names = given ?? (rename ? fields.map(rename) : fields);
      checkHeader(names, needed, here, hint);
      columns = new Map(names.map((name, column) => [name, column]));
      if (given === undefined) return;
    }
    if (fields.length !== names.length)
      throw new InputError({
        where: here,
        expected: `${names.length} fields, as in the first line`,
        received: `${fields.length}`,
        hint: "Check that the line is complete and that decimals are written with a point",
      });
    visit(new FieldsOfRow(columns, fields, where, line));
  });
}

class FieldsOfRow<Name extends string> implements NamedRow<Name> {
  readonly line: number;
  readonly #columns: ReadonlyMap<string, number>;
  readonly #fields: readonly string[];
  readonly #file: string;

  constructor(columns: ReadonlyMap<string, number>, fields: readonly string[], file: string, line: number) {
    this.#columns = columns;
    this.#fields = fields;
    this.#file = file;
    this.line = line;
  }

  where(name: string): string {
    return `${this.#file}:${this.line}, ${name}`;
  }

  text(name: Name): string {
    return this.#fields[this.#columns.get(name)!]!;
  }

  optionalText(name: string): string | undefined {
    const column = this.#columns.get(name);
    return column === undefined ? undefined : this.#fields[column]!;
  }

  number(name: Name, quantity: Quantity): number {
    return readQuantity(this.text(name), quantity, this.where(name));
  }

  optionalNumber(name: string, quantity: Quantity, nothing = ""): number | undefined {
    const text = this.optionalText(name) ?? "";
    return text === "" || text === nothing ? undefined : readQuantity(text, quantity, this.where(name));
  }
}

function checkHeader(
  names: readonly string[],
  needed: readonly string[],
  where: string,
  otherwise: string | undefined,
): void {
  for (const name of needed) {
    const first = names.indexOf(name);
    if (first === -1) {
      const near = nearest(name, names);
      const hint = near === undefined ? otherwise : `Rename ${near} to ${name}`;
      throw new InputError({
        where,
        expected: `a header with the column ${name}`,
        received: excerpt(names.join(",")),
        ...(hint !== undefined && { hint }),
      });
    }
    if (names.includes(name, first + 1))
      throw new InputError({
        where,
        expected: `the column ${name} once`,
        received: "it twice",
        hint: "Remove one of the two",
      });
  }
}
