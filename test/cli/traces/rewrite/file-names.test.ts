import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safePart, stemOf, uniqueNames } from "../../../../src/cli/traces/rewrite/file-names.js";

/** Any text, halves of characters included. */
const anything = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));

describe("stemOf", () => {
  it.each([
    ["a/b/report.csv", "report"],
    ["report.sabre.json.gz", "report.sabre"],
    ["000_trace_942154_http---www.ebay.com_0", "000_trace_942154_http---www.ebay.com_0"],
    [".hidden", ".hidden"],
    ["v1.2", "v1.2"],
  ])("of %s is %s", (name, stem) => {
    expect(stemOf(name)).toBe(stem);
  });
});

describe("safePart", () => {
  it.each([
    ["6e2f-01", "6e2f-01"],
    ["../x", "x"],
    ["a/b\\c", "a-b-c"],
    ["", "unnamed"],
    ["...", "unnamed"],
    ["東京 🚄 1", "東京-1"],
    ["e\u0301", "é"],
    ["con\u0000trol\u202e", "con-trol"],
    ["\ud800", "unnamed"],
  ])("of %j is %j", (part, name) => {
    expect(safePart(part)).toBe(name);
  });

  it("stays in its folder whatever a part is called", () => {
    fc.assert(
      fc.property(anything, (part) => {
        expect(safePart(part)).toMatch(/^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}._-]*$/u);
      }),
    );
  });
});

describe("uniqueNames", () => {
  it("numbers names that some file system would take for the same", () => {
    const unique = uniqueNames();
    expect(["a", "A", "a", "b/a", "é", "e\u0301"].map((name) => unique(name, ".csv"))).toEqual([
      "a.csv",
      "A-2.csv",
      "a-3.csv",
      "b/a.csv",
      "é.csv",
      "e\u0301-2.csv",
    ]);
  });

  it("takes no name that it has given already", () => {
    const unique = uniqueNames();
    expect(["a", "a-2", "a", "a-2"].map((name) => unique(name, ""))).toEqual(["a", "a-2", "a-3", "a-2-2"]);
  });

  it("cuts names short that no file system takes, between characters", () => {
    const unique = uniqueNames();
    const [first, second] = [
      unique(`f/${"🚄".repeat(500)}`, ".csv"),
      unique(`f/${"🚄".repeat(400)}`, ".csv"),
    ];
    expect(first).toBe(`f/${"🚄".repeat(50)}.csv`);
    expect(second).toBe(`f/${"🚄".repeat(50)}-2.csv`);
  });

  it("is quick for many alike", () => {
    const unique = uniqueNames();
    const names = Array.from({ length: 20_000 }, () => unique("same", ".csv"));
    expect(new Set(names).size).toBe(20_000);
  });
});
