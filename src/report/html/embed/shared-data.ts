import { mapped, type Node } from "./node.js";
import { type Row, rowsOf, type Table, tableOf } from "./tables.js";

/**
 * Takes the data out of chart specifications, and puts it back. A chart is embedded twice, as Vega-Lite to be saved
 * and as Vega to be run, and some data are of several charts; each list of rows is embedded once.
 */

/** Stands for a list of rows: its place in the tables. */
interface TablePlace {
  readonly $table: number;
}

/** Collects the tables of several specifications. */
export function tableCollector(): { readonly tables: Table[]; without(spec: object): object } {
  const tables: Table[] = [];
  const places = new Map<string, number>();
  const placeOf = (rows: readonly Row[]): TablePlace => {
    const key = JSON.stringify(rows);
    if (!places.has(key)) places.set(key, tables.push(tableOf(rows)) - 1);
    return { $table: places.get(key)! };
  };
  const without = (node: Node, key?: string): Node =>
    key === "values" && isRows(node) ? placeOf(node) : mapped(node, without);
  return { tables, without: (spec) => without(spec) as object };
}

/** The specification with its rows again: all of it new, for a view to write on. */
export function withTables(spec: object, tables: readonly Table[]): object {
  const fill = (node: Node): Node => (isPlace(node) ? rowsOf(tables[node.$table]!) : mapped(node, fill));
  return fill(spec) as object;
}

/** A single row stays where it is, and so do rows that hold more than numbers and texts. */
const FEWEST_ROWS = 2;

function isRows(node: Node): node is readonly Row[] {
  return Array.isArray(node) && node.length >= FEWEST_ROWS && node.every(isRow);
}

function isRow(node: Node): node is Row {
  return (
    typeof node === "object" &&
    node !== null &&
    !Array.isArray(node) &&
    Object.keys(node).length > 0 &&
    Object.values(node).every((value) => value === undefined || typeof value !== "object")
  );
}

function isPlace(node: Node): node is TablePlace {
  return typeof node === "object" && node !== null && "$table" in node;
}
