import { describe, expect, it } from "vitest";
import { excerpt, InputError } from "../src/errors.js";

describe("InputError", () => {
  it("says where, what was expected, what came, and what to do", () => {
    const error = new InputError({
      where: "a.csv:3",
      expected: "a number",
      received: '"x"',
      hint: "Mend it",
    });
    expect(error.message).toBe('a.csv:3: expected a number, got "x". Mend it');
  });

  it("is one line, whatever is quoted in it", () => {
    const error = new InputError({ where: "a\nb", expected: "a number", received: "1\u001b[2J\r\n2" });
    expect(error.message).toBe("a b: expected a number, got 1 [2J 2");
  });
});

describe("excerpt", () => {
  it.each([
    ["text", '"text"'],
    [undefined, "nothing"],
    [null, "null"],
    [12, "12"],
    [Number.NaN, "NaN"],
    [[1, 2], "[1,2]"],
    [{ a: 1 }, '{"a":1}'],
    [() => 1, "a function"],
  ])("of %j", (value, expected) => {
    expect(excerpt(value)).toBe(expected);
  });

  it("is short", () => expect(excerpt("x".repeat(1000)).length).toBeLessThan(80));

  it("copes with what JSON cannot say", () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(excerpt(circle)).toBe("an array");
    expect(excerpt({ big: 1n })).toBe("an object");
  });
});
