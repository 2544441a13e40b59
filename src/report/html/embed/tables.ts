/**
 * Rows of data as columns, each distinct text once: a third of the size that they have as a list of objects. The page
 * reads what the report writes, so both are here.
 */

export type Cell = string | number | boolean | undefined;
export type Row = Readonly<Record<string, Cell>>;

/** A column: its values as they are, null where a row has none; or places in a list of texts, -1 where none. */
export type Column = readonly (number | boolean | string | null)[] | TextColumn;

interface TextColumn {
  readonly texts: readonly string[];
  readonly at: readonly number[];
}

export interface Table {
  readonly rows: number;
  readonly columns: Readonly<Record<string, Column>>;
}

/** Takes rows apart. Fields without a value are missing, not null. */
export function tableOf(rows: readonly Row[]): Table {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    rows: rows.length,
    columns: Object.fromEntries(
      fields.map((field) => [
        field,
        columnOf(
          rows.map((row) => row[field]),
          rows.length,
        ),
      ]),
    ),
  };
}

/** Puts a table's rows together again: new objects at each call. */
export function rowsOf({ rows, columns }: Table): Record<string, Cell>[] {
  const made: Record<string, Cell>[] = Array.from({ length: rows }, () => ({}));
  for (const [field, column] of Object.entries(columns))
    made.forEach((row, place) => {
      const value = isTexts(column) ? column.texts[column.at[place]!] : column[place];
      if (value !== undefined && value !== null) row[field] = value;
    });
  return made;
}

function columnOf(values: readonly Cell[], rows: number): Column {
  const texts = [...new Set(values.filter((value) => typeof value === "string"))];
  const onlyTexts = values.every((value) => value === undefined || typeof value === "string");
  if (!onlyTexts || texts.length === 0 || texts.length === rows) return values.map((value) => value ?? null);
  const places = new Map(texts.map((text, place) => [text, place]));
  return { texts, at: values.map((value) => (value === undefined ? -1 : places.get(value as string)!)) };
}

function isTexts(column: Column): column is TextColumn {
  return "texts" in column;
}
