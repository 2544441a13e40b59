import { describe, expect, it } from "vitest";
import { optionFromFlag, wholeRange } from "../../../src/experiment/tune/space-text.js";

const option = (text: string) => optionFromFlag(text).option;
const range = { kind: "range", name: "x", scale: "linear", whole: false, points: 5 };

describe("--option", () => {
  it("reads ranges, with a scale and with points", () => {
    expect(option("x=1..20")).toEqual({ ...range, from: 1, to: 20 });
    expect(option("x = 0.5 .. 2e1 : log")).toEqual({ ...range, from: 0.5, to: 20, scale: "log" });
    expect(option("x=-1...5:linear:7")).toEqual({ ...range, from: -1, to: 0.5, points: 7 });
    expect(option("x=1..8:integer")).toEqual({ ...range, from: 1, to: 8, whole: true });
  });

  it("reads lists as YAML does, each value once", () => {
    expect(option("x=3,5,8,5")).toEqual({ kind: "choices", name: "x", values: [3, 5, 8] });
    expect(option("x=ewma, { use: harmonic-mean, window: 3 }, true")).toEqual({
      ...{ kind: "choices", name: "x" },
      values: ["ewma", { use: "harmonic-mean", window: 3 }, true],
    });
  });

  it.each([
    ["x", "--option: expected an option and what to try"],
    ["x=", "--option: expected an option and what to try"],
    ["=3", "--option: expected an option and what to try"],
    ["x=1..", "expected a range such as 1..20:log"],
    ["x=1..2..3", "expected a range such as 1..20:log"],
    ["x=[", "expected a range such as 1..20:log, or values"],
    ["x=3,,5", "expected a range such as 1..20:log, or values"],
    ["x=5..5", "expected a range from less to more, got 5..5"],
    ["x=1..1e999", "expected a range from less to more"],
    ["x=0..5:log", "expected a logarithmic range from above 0, got 0"],
    ["x=1..5:lin", 'got "lin"'],
    ["x=1..5:log:integer", 'got "log:integer"'],
    ["x=1..5:3:4", 'got "3:4"'],
    ["x=1..5:1", "expected 2 to 1000 points of a range, got 1"],
    ["x=1.5..3:integer", "expected a range of whole numbers, got 1.5"],
  ])("refuses %s in one line", (text, message) => {
    expect(() => optionFromFlag(text)).toThrow(message);
  });
});

it("a range of fractions becomes one of whole numbers where its ends are such", () => {
  expect(wholeRange(option("x=1..8:log"), "here")).toMatchObject({ whole: true, scale: "log" });
  expect(() => wholeRange(option("x=1..8.5"), "here")).toThrow(
    "here: expected a range of whole numbers, got 8.5",
  );
});
