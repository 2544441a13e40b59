import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.js";
import { forEachRecord } from "../../src/inputs/csv.js";
import { inputErrorOf } from "./input-error.js";

async function recordsOf(chunks: Iterable<string>) {
  const records: [fields: readonly string[], line: number][] = [];
  await forEachRecord(chunks, "a.csv", (fields, line) => void records.push([fields, line]));
  return records;
}

it("trims fields, skips blank lines and counts them", async () => {
  expect(await recordsOf(["\ufeffa , b\n\n \t\n1,,\r\n2"])).toEqual([
    [["a", "b"], 1],
    [["1", "", ""], 4],
    [["2"], 5],
  ]);
});

it("takes commas, quotes and line ends in quotes for text", async () => {
  expect(await recordsOf(['x\n"a,b", "say ""hi""" ,"two\nlines"\n'])).toEqual([
    [["x"], 1],
    [["a,b", 'say "hi"', "two\nlines"], 3],
  ]);
});

it("does not take the halves of a CRLF in two chunks for two line ends", async () => {
  expect(await recordsOf(["a\r", "\nb\r", "\n", "c\r", "d"])).toEqual([
    [["a"], 1],
    [["b"], 2],
    [["c"], 3],
    [["d"], 4],
  ]);
});

it("reads the same with quotes as without, however it is cut", async () => {
  const field = fc.stringMatching(/^[a-z0-9.]{0,4}$/);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(field, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 }),
      fc.constantFrom("\n", "\r\n", "\r"),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
      fc.integer({ min: 1, max: 9 }),
      async (rows, end, quoted, length) => {
        let count = 0;
        const written = (cell: string) => (quoted[count++ % quoted.length] ? `"${cell}"` : cell);
        const text = rows.map((row) => row.map(written).join(",") + end).join("");
        const chunks = text.match(new RegExp(`[^]{1,${length}}`, "g")) ?? [];
        const expected = rows.flatMap((row, index) =>
          row.join() === "" && row.length === 1 ? [] : [[row, index + 1]],
        );
        expect(await recordsOf(chunks)).toEqual(expected);
      },
    ),
  );
});

it("reads quotes as a CSV parser does, wherever they are", async () => {
  const mark = fc.constantFrom(...'ab,""""\n\n ');
  await fc.assert(
    fc.asyncProperty(fc.array(mark, { maxLength: 30 }), async (marks) => {
      const text = marks.join("");
      const parsed: [fields: readonly string[], line: number][] = [];
      let fails = false;
      try {
        parse(text, {
          relax_column_count: true,
          on_record: (fields: string[], { lines }) => {
            parsed.push([fields, lines]);
            return null;
          },
        });
      } catch {
        fails = true;
      }
      const read: typeof parsed = [];
      const reading = forEachRecord([text], "a.csv", (...record) => void read.push(record), "exact");
      await (fails ? expect(reading).rejects.toThrow(InputError) : reading);
      expect(read).toEqual(parsed.filter(([fields]) => fields.join() !== "" || fields.length > 1));
    }),
    { numRuns: 300 },
  );
});

describe("refuses, with the line and in its own words,", () => {
  it.each([
    ["a quote that never ends", 'a\n"b\nc', "one that is never closed", 2],
    ["a quote within a field", 'a\nb"c\nd"\n', "one in the middle of a field", 2],
    ["text after a quote", 'a\n\n"b"c\n', "one that closes before its field ends", 3],
  ])("%s", async (_, text, received, line) => {
    const { problem } = await inputErrorOf(recordsOf([text]));
    expect(problem).toEqual({
      where: `a.csv:${line}`,
      expected: "quotes around whole fields only",
      received,
      hint: "Check the quotes in and before this line",
    });
  });

  it("a line that is too long", async () => {
    const { message } = await inputErrorOf(recordsOf(["a\n", "1".repeat(70_000)]));
    expect(message).toBe(
      "a.csv:2: expected records of at most 65536 characters, got a longer one. Check that this is the file you mean",
    );
  });
});

it("passes on what its visitor throws", async () => {
  const fail = (text: string) =>
    forEachRecord([text], "a.csv", () => {
      throw new RangeError("mine");
    });
  await expect(fail("a")).rejects.toThrow(RangeError);
  await expect(fail('"a"')).rejects.toThrow(RangeError);
});
