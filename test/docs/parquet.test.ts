import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SESSION_COLUMNS } from "../../src/metrics/catalogue.js";
import { OPTIONAL_COLUMNS } from "../../src/metrics/optional/index.js";
import { type ParquetColumn, parquetColumns } from "../../src/report/parquet/columns.js";
import { GROUP_ROWS } from "../../src/report/parquet/parquet-file.js";
import { ROOT } from "../support/root.js";

const page = readFileSync(join(ROOT, "docs/parquet.md"), "utf8");
const columns = [
  ...parquetColumns({ kind: "sessions", columns: [...SESSION_COLUMNS, ...OPTIONAL_COLUMNS] }, true),
  ...parquetColumns({ kind: "segments" }, true),
];
const namesOf = (some: readonly ParquetColumn[]) => [...new Set(some.map(({ name }) => name))].sort();
const namesIn = (text: string) => [...text.matchAll(/`([a-z_]+)`/g)].map((match) => match[1]!).sort();

it.each([
  ["text", "| text"],
  ["int32", "| 32-bit"],
  ["int64", "| 64-bit"],
])("docs/parquet.md: lists the columns of type %s", (type, row) => {
  const line = page.split("\n").find((each) => each.startsWith(row))!;
  expect(namesIn(line)).toEqual(namesOf(columns.filter((column) => column.type === type)));
});

it("docs/parquet.md: says how many rows a group has, and of which columns bounds are kept", () => {
  expect(page).toContain(`${GROUP_ROWS.toLocaleString("en")} rows`);
  const [sentence] = /Bounds are kept of[^:]*/.exec(page)!;
  expect(namesIn(sentence)).toEqual(namesOf(columns.filter(({ ordered }) => ordered)));
});
