import { describe, expect, it } from "vitest";
import { sourceOf } from "../../../src/experiment/user-policy/source-map.js";

/*
 * Worked out by hand. "A" is 0, "C" is +1, "D" is -1, "E" is +2, "I" is +4, "gB" is +16. Fields: column in the
 * generated line, source, line, column in the source, each a difference.
 *
 * line 1: column 0 -> a.ts:1; column 4 -> a.ts:3; column 20 -> nothing
 * line 2: nothing
 * line 3: column 1 -> b.ts:2
 */
const MAP = JSON.stringify({
  version: 3,
  sources: ["a.ts", "../b%20c.ts"],
  mappings: "AAAA,IAEI,gB;;CCDA",
});

describe("sourceOf", () => {
  it.each([
    [1, 1, { source: "a.ts", line: 1 }],
    [1, 4, { source: "a.ts", line: 1 }],
    [1, 5, { source: "a.ts", line: 3 }],
    [1, 999, { source: "a.ts", line: 3 }],
    [3, 2, { source: "../b c.ts", line: 2 }],
    [3, 9, { source: "../b c.ts", line: 2 }],
  ])("line %i column %i is what the mapping at or before it says", (line, column, place) => {
    expect(sourceOf(MAP, line, column)).toEqual(place);
  });

  it.each([
    [2, 1],
    [3, 1],
    [4, 1],
  ])("line %i column %i has no mapping before it", (line, column) => {
    expect(sourceOf(MAP, line, column)).toBeUndefined();
  });
});
