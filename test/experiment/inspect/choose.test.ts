import { describe, expect, it } from "vitest";
import { chosen, chosenReplicate } from "../../../src/experiment/inspect/choose.js";

const TRACES = ["4g/4g-01.csv", "4g/4g-11.csv", "3g/4g-01.csv", "3g/a.csv"];

describe("chosen", () => {
  it("takes a whole name, or as much of its end as tells it from others", () => {
    expect(chosen("--trace", "4g/4g-01.csv", TRACES)).toBe("4g/4g-01.csv");
    expect(chosen("--trace", "4g-11", TRACES)).toBe("4g/4g-11.csv");
    expect(chosen("--trace", "a.csv", TRACES)).toBe("3g/a.csv");
    expect(chosen("--trace", "3g/4g-01", TRACES)).toBe("3g/4g-01.csv");
  });

  it("takes the only one where nobody says", () => {
    expect(chosen("--policy", undefined, ["bb"])).toBe("bb");
  });

  it.each([
    [undefined, TRACES, /--trace: expected one of 4g\/4g-01\.csv, .*, got nothing\. Say which with --trace/],
    ["4g-01", TRACES, /got "4g-01", which may be 4g\/4g-01\.csv, 3g\/4g-01\.csv\. Write more of the name/],
    ["1.csv", TRACES, /expected one of/],
    ["4g/4g-10.csv", TRACES, /got "4g\/4g-10\.csv"\. Did you mean "4g\/4g-01\.csv"\?/],
    ["x", Array.from({ length: 40 }, (_, index) => `t${index}`), /t11 and 28 more/],
  ])("refuses %j", (wanted, names, message) => {
    expect(() => chosen("--trace", wanted, names)).toThrow(message);
  });
});

describe("chosenReplicate", () => {
  it("is the first where nobody says", () => {
    expect(chosenReplicate(undefined, 0, 3)).toBe(0);
    expect(chosenReplicate(undefined, 4, 1)).toBe(4);
    expect(chosenReplicate(2, 0, 3)).toBe(2);
  });

  it("is one of those that were run", () => {
    expect(() => chosenReplicate(3, 0, 3)).toThrow("--replicate: expected a replicate from 0 to 2, got 3");
    expect(() => chosenReplicate(0, 4, 1)).toThrow("expected 4, the only one");
  });
});
