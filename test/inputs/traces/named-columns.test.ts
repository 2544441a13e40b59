import { expect, it } from "vitest";
import { headOf } from "../../../src/inputs/head.js";
import type { Quantity } from "../../../src/inputs/quantity.js";
import {
  forEachNamedRow,
  headerOf,
  type NamedRowsOptions,
} from "../../../src/inputs/traces/named-columns.js";
import { inputErrorOf } from "../input-error.js";

const COUNT: Quantity = { name: "a count", min: 0, max: 100 };

async function rows(text: string, options?: NamedRowsOptions) {
  const found: unknown[] = [];
  await forEachNamedRow(
    [text],
    "file.csv",
    ["id", "size"],
    (row) =>
      found.push([
        row.line,
        row.text("id"),
        row.number("size", COUNT),
        row.optionalNumber("age", COUNT, "-"),
        row.optionalText("age"),
      ]),
    options,
  );
  return found;
}

const message = async (text: string, options?: NamedRowsOptions) =>
  (await inputErrorOf(rows(text, options))).message;

it("finds columns by name, wherever they stand", async () => {
  expect(await rows('more,size,"id",age\nx,7,a,3\n\nx,8,"b, c",-\n,9,d,\n')).toEqual([
    [2, "a", 7, 3, "3"],
    [4, "b, c", 8, undefined, "-"],
    [5, "d", 9, undefined, ""],
  ]);
  expect(await rows("size,id\n7,a\n")).toEqual([[2, "a", 7, undefined, undefined]]);
});

it("takes the first line for a row where it is one", async () => {
  const headless = ([first]: readonly string[]) => (first === "id" ? undefined : ["id", "size"]);
  expect(await rows("a,7\nb,8\n", { headless })).toHaveLength(2);
  expect(await rows("id,size\nb,8\n", { headless })).toEqual([[2, "b", 8, undefined, undefined]]);
  expect(await message("a,7\nb\n", { headless })).toContain("file.csv:2: expected 2 fields");
});

it("takes a column that goes by another name", async () => {
  const rename = (name: string) => (name === "bytes" ? "size" : name);
  expect(await rows("id,bytes\na,7\n", { rename })).toEqual([[2, "a", 7, undefined, undefined]]);
});

it("says which column is missing, and what to do", async () => {
  expect(await message("id,sizes\na,7\n")).toBe(
    'file.csv:1: expected a header with the column size, got "id,sizes". Rename sizes to size',
  );
  expect(await message("id,b\n", { hint: "Take the other file" })).toContain(". Take the other file");
});

it("says where a row is wrong", async () => {
  expect(await message("id,size\na,7\nb,many\n")).toBe(
    'file.csv:3, size: expected a count, a number from 0 to 100, got "many"',
  );
  expect(await message("id,size\na,7,8\n")).toContain(
    "file.csv:2: expected 2 fields, as in the first line, got 3",
  );
  expect(await message("id,size,size\na,7,8\n")).toContain("file.csv:1: expected the column size once");
});

it("tells a header in the beginning of a file", () => {
  expect(headerOf(headOf('\ufeff"id", size\n1,2\n', true))).toEqual(["id", "size"]);
});
