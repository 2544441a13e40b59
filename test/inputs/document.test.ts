import { describe, expect, it } from "vitest";
import { formatPath, readDocument } from "../../src/inputs/document.js";
import { inputErrorOf } from "./input-error.js";

const YAML = `# a comment
name: x
levels:
  - { bitrate: 1 }
  - bitrate: 2
    codec: &c avc1
shared: *c
`;

it("reads YAML and knows the line of every value", () => {
  const document = readDocument(YAML, "a.yaml");
  expect(document.value).toEqual({
    name: "x",
    levels: [{ bitrate: 1 }, { bitrate: 2, codec: "avc1" }],
    shared: "avc1",
  });
  expect(document.where([])).toBe("a.yaml:2");
  expect(document.where(["levels", 0, "bitrate"])).toBe("a.yaml:4, levels[0].bitrate");
  expect(document.where(["levels", 1, "codec"])).toBe("a.yaml:6, levels[1].codec");
});

it("places a value that is missing where the nearest one around it begins", () => {
  const document = readDocument(YAML, "a.yaml");
  expect(document.where(["levels", 1, "width"])).toBe("a.yaml:5, levels[1].width");
  expect(document.where(["duration"])).toBe("a.yaml:2, duration");
});

it("reads JSON and knows the line of every value", () => {
  const document = readDocument('{\n  "a": [1,\n    2]\n}', "a.json");
  expect(document.value).toEqual({ a: [1, 2] });
  expect(document.where(["a", 1])).toBe("a.json:3, a[1]");
});

it("reads a large JSON document without parsing it as YAML", () => {
  const row = Array.from({ length: 10 }, (_, level) => 100_000 + level);
  const text = JSON.stringify(Array.from({ length: 20_000 }, () => row));
  const { value } = readDocument(text, "a.json");
  expect(value).toHaveLength(20_000);
}, 2_000);

it("knows the lines of JSON that YAML would refuse", () => {
  expect(readDocument('{\n\t"a": 1,\n\t"a": 2\n}', "a.json").where(["a"])).toBe("a.json:2, a");
});

it("reads JSON of any length and depth, and knows its lines", () => {
  const text = `\ufeff{"a": ${"[".repeat(10_000)}${"]".repeat(10_000)},\n"b": [${"1,\n".repeat(100_000)}2]}`;
  expect(readDocument(text, "x").where(["b", 100_000])).toBe("x:100002, b[100000]");
});

it("writes paths as people do", () => {
  expect(formatPath(["levels", 2, "bitrateKbps"])).toBe("levels[2].bitrateKbps");
  expect(formatPath([0, "a"])).toBe("[0].a");
  expect(formatPath(["a", "b".repeat(61), "c"])).toBe(`a.${"b".repeat(60)}....c`);
});

describe("of a .json file says what keeps it from being JSON:", () => {
  it.each([
    ["a torn list", '{\n"a": [\n[1,2],\n[1,', 4, 'the end of the file, where the "[" of line 4 is open'],
    ["a torn key", '{\n"a": 1,\n"b', 3, "the end of the file"],
    ["a string that is not closed", '{\n"a: [1],\n"b": 2\n}', 2, '"\\"a: [1],", not closed'],
    ["another bracket", '{"a": [\n1}\n', 2, 'a "}" to close the "[" of line 1'],
    ["a bracket too many", '{"a": "]"\n}]', 2, 'a "]" that closes nothing'],
    ["a missing comma", '{"a": [\n[1, 2]\n[3, 4]\n]}', 3, '"[3, 4]"'],
  ])("%s", async (_, text, line, received) => {
    const error = await inputErrorOf(Promise.resolve().then(() => readDocument(text, "a.json")));
    expect(error.problem).toMatchObject({ where: `a.json:${line}`, received });
    expect(error.problem.expected).toMatch(/^(JSON that is complete|valid JSON)$/);
  });
});

describe("refuses", () => {
  const bomb = `a: &a [x]\n${[..."bcdefghi"]
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[index]}`).join(", ")}]`)
    .join("\n")}\n`;

  it.each([
    ["a tab for indentation", "a:\n\tb: 1", "x:2"],
    ["a list without end", "a: [1,\nb: 2", "x:2"],
    ["a key that stands twice", "a: 1\nb: 2\na: 3", "x:3"],
    ["two documents", "a: 1\n---\nb: 2", "x:2"],
    ["an alias for nothing", "a: &a 1\nb: *a\nc: *d", "x:3"],
    ["torn JSON", '{"a": [1,\n2', "x:2"],
    ["aliases that multiply", bomb, "x:2"],
    ["absurd nesting", "[".repeat(50_000), "x:1"],
    ["nesting that takes long to see", `a: 1\nb:\n  ${"? ".repeat(300)}`, "x:3"],
    ["more YAML than is parsed in little time", "- 1\n".repeat(100_000), "x"],
    ["as much that looks like JSON", `[\n${"1,\n".repeat(100_000)}\n one]`, "x:100003"],
  ])("%s", async (_, text, where) => {
    const error = await inputErrorOf(Promise.resolve().then(() => readDocument(text, "x")));
    expect(error.problem.where).toBe(where);
  });
});
