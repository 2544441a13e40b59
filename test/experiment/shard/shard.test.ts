import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import { nameOfShard, parseShard } from "../../../src/experiment/shard/index.js";

const parse = (text: string) => parseShard(text, "--shard");

describe("a shard as it is written", () => {
  it("is counted from 1", () => {
    expect(parse("1/4")).toEqual({ index: 0, of: 4 });
    expect(parse("4/4")).toEqual({ index: 3, of: 4 });
    expect(parse("1/1")).toEqual({ index: 0, of: 1 });
    expect(parse("1000000/1000000")).toEqual({ index: 999_999, of: 1_000_000 });
  });

  it("is shown as it is written", () => {
    expect(nameOfShard({ index: 2, of: 100 })).toBe("3/100");
  });

  it("may be left to the environment", () => {
    expect(parse("auto")).toBe("auto");
  });

  it.each([
    "0/4",
    "5/4",
    "1/0",
    "0/0",
    "-1/4",
    "a/b",
    "1.5/2",
    "1e0/2",
    "",
    "/",
    "1",
    "1/",
    "/4",
    "1/4/4",
    " 1/4",
    "1/4 ",
    "1 / 4",
    "Auto",
    "1/1000001",
    "1/99999999999999999999",
    "x".repeat(100_000),
  ])("is refused in one line: %s", (text) => {
    expect(() => parse(text)).toThrow(InputError);
    expect(() => parse(text)).toThrow(
      /^--shard: expected I\/N with I from 1 to N and N at most 1000000, or auto, got "[^\n]{0,70}\. The first quarter of a run is 1\/4, the last is 4\/4$/,
    );
  });
});
