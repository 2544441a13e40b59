import { describe, expect, it } from "vitest";
import { nearest, nearestHint, suggestion } from "../src/suggestion.js";

const KNOWN = ["segmentSeconds", "segments", "ewma", "buffer", "bba-0", "bba-1", "maxBufferSeconds", "qoe"];

describe("nearest", () => {
  it.each([
    ["ewm", "ewma"],
    ["EWMA", "ewma"],
    ["bufer", "buffer"],
    ["bba0", "bba-0"],
    ["maxBuffer", "maxBufferSeconds"],
    ["eqo", "qoe"],
    ["segment", "segments"],
  ])("%s was meant as %s", (name, meant) => {
    expect(nearest(name, KNOWN)).toBe(meant);
  });

  it.each(["xyzzy", "b", "", "minimum"])("%j was meant as none of them", (name) => {
    expect(nearest(name, KNOWN)).toBeUndefined();
  });

  it("of several equally near takes the first", () => {
    expect(nearest("bba-9", KNOWN)).toBe("bba-0");
  });

  it("takes nothing for a name that goes on without end", () => {
    const long = `duration_ms${"{".repeat(1000)}`;
    expect(nearest("duration_ms", [long])).toBeUndefined();
    expect(nearest(long, [`${long}{`])).toBeUndefined();
  });

  it("knows nothing near where nothing is known", () => {
    expect(nearest("a", [])).toBeUndefined();
  });
});

it("a suggestion without a near name lists all", () => {
  expect(suggestion("xyzzy", ["a", "b"])).toBe("Known are a, b");
});

it("a message that lists all itself gets no second list", () => {
  expect(nearestHint("xyzzy", ["a", "b"])).toEqual({});
  expect(nearestHint("ewm", KNOWN)).toEqual({ hint: 'Did you mean "ewma"?' });
});
