import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonFault } from "../../src/inputs/json-fault.js";
import { mangled } from "./mangled.js";

const TEXT =
  '{"a]": "}\\"{",\n "b\\\\": ["\\u00e9", -1.5e+3, 0, true, [], {}],\r\n\t"c": {"d": null, "e": [[1], 2]}}\n';

it.each([
  ["a string that is open at the end of its line", '[\n"a,\n"b"]', "torn", 2, '"\\"a,", not closed'],
  ["a string that ends in an escape", '["a\\\n"]', "torn", 1, '"\\"a\\\\", not closed'],
  ["a string that is open at the end", '[\n"a\\"', "torn", 2, "the end of the file"],
  ["a bracket that closes another", '[\n{\n"a": 1]', "torn", 3, 'a "]" to close the "{" of line 2'],
  ["a bracket that closes nothing", "[]\n]", "torn", 2, 'a "]" that closes nothing'],
  [
    "a bracket that is open",
    '{\n"a": [1]\n \n',
    "torn",
    2,
    'the end of the file, where the "{" of line 1 is open',
  ],
  ["nothing", "\n", "torn", 1, "the end of the file"],
  ["a word", "[1,\n NaN]", "wrong", 2, '"NaN]"'],
  ["a number of another notation", "[1,\n01]", "wrong", 2, '"01]"'],
  ["a missing comma", "[1\n2]", "wrong", 2, '"2]"'],
  ["a comma before the end", "[1,\n]", "wrong", 2, '"]"'],
  ["a key without a value", '{"a"\n}', "wrong", 2, '"}"'],
  ["a key that is no string", '{"a": 1,\nb: 2}', "wrong", 2, '"b: 2}"'],
  ["an escape that there is not", '["\\x"]', "wrong", 1, '"[\\"\\\\x\\"]"'],
  ["a tab in a string", '["\t"]', "wrong", 1, '"[\\"\\t\\"]"'],
  ["more after the end", "[]\n[]", "wrong", 2, '"[]"'],
] as const)("finds %s", (_, text, kind, line, received) => {
  expect(jsonFault(text)).toEqual({ kind, line, received });
});

it("finds a fault in what JSON.parse refuses, and in nothing else", () => {
  const isJson = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  expect(isJson(TEXT)).toBe(true);
  fc.assert(
    fc.property(fc.oneof(fc.json(), mangled(TEXT), fc.json().chain(mangled)), (text) => {
      expect(jsonFault(text) === undefined).toBe(isJson(text));
    }),
    { numRuns: 2000 },
  );
});

it("gets to the end of a string of millions of characters", () => {
  const long = `"${"x".repeat(10e6)}"`;
  expect(jsonFault(`[${long}`)).toMatchObject({ kind: "torn", line: 1 });
  expect(jsonFault(long)).toBeUndefined();
});
