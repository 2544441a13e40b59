import { expect, it } from "vitest";
import { readOptions } from "../../../src/experiment/policy-check/options-text.js";

it("takes options in YAML or JSON, and single ones over them", () => {
  expect(readOptions(undefined, [])).toEqual({});
  expect(readOptions('{"a": 1, "b": "x"}', [])).toEqual({ a: 1, b: "x" });
  expect(readOptions("{ a: 1, b: x }", ["a=2", "c=[1, 2]", "d={ use: e }", "f=a=b"])).toEqual({
    a: 2,
    b: "x",
    c: [1, 2],
    d: { use: "e" },
    f: "a=b",
  });
});

it.each([
  ["[1]", [], '--options: expected options by name, in YAML or JSON, got "[1]"'],
  ["5", [], "--options: expected options by name"],
  ["{ a: ", [], "--options: expected a YAML value"],
  [undefined, ["a"], '--set a: expected key=value, got "a"'],
  [undefined, ["=1"], "--set =1: expected key=value"],
  [undefined, ["a=]"], "--set a=]: expected a YAML value"],
])("refuses %j, %j", (whole, assignments, message) => {
  expect(() => readOptions(whole, assignments)).toThrow(message);
});
