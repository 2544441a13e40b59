import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonLine } from "../../src/inputs/json-place.js";

const TEXT = `{
  "a": [1, "]},\\\\", {
    "b": true
  },
  []],
  "a]\\"": null, "c": {
    "a": "x", "c": -1.5e3
  }
}`;

it.each([
  [[], 1],
  [["a"], 2],
  [["a", 0], 2],
  [["a", 2], 2],
  [["a", 2, "b"], 3],
  [["a", 3], 5],
  [['a]"'], 6],
  [["c"], 6],
  [["c", "c"], 7],
])("knows the line of %j", (path, line) => {
  expect(jsonLine(TEXT, path)).toBe(line);
  expect(jsonLine(TEXT.replaceAll("\n", "\r\n"), path)).toBe(line);
  expect(jsonLine(`\ufeff\n${TEXT}`, path)).toBe(line + 1);
});

it.each([
  [["d"], 1],
  [["a", 4], 2],
  [["a", "b"], 2],
  [["a", 3, 0], 5],
  [["c", "a", "x"], 7],
])("knows the line of what is around %j, which is not there", (path, line) => {
  expect(jsonLine(TEXT, path)).toBe(line);
});

it("finds every value of any document", () => {
  const paths = (value: unknown, path: readonly (string | number)[]): (readonly (string | number)[])[] => [
    path,
    ...(typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) =>
          paths(inner, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : []),
  ];
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // One value or key a line, besides brackets: JSON.stringify writes entries in their order.
      const text = JSON.stringify(value, null, 1);
      const found = paths(JSON.parse(text), []).map((path) => jsonLine(text, path));
      expect(found).toEqual([...found].sort((a, b) => a - b));
      expect(new Set(found).size).toBe(found.length);
    }),
  );
});

it("gets to the end of a string of millions of characters", () => {
  expect(jsonLine(`["${"x".repeat(10e6)}",\n1]`, [1])).toBe(2);
});
