import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayNames, printable, shortened, slugger } from "../../src/report/names.js";
import { HOSTILE_NAMES } from "./builder.js";

describe("printable", () => {
  it("replaces terminal escapes, reversals and lone surrogates, and keeps the rest", () => {
    expect(printable("a\u001b[31m\u202e\n\u009b b\ud800 😀 汉字")).toBe("a�[31m��� b� 😀 汉字");
  });
});

describe("shortened", () => {
  it("leaves out the middle, counting characters and not halves of them", () => {
    expect(shortened("abcdefghij", 7)).toBe("abc…hij");
    expect(shortened("😀".repeat(9), 5)).toBe("😀😀…😀😀");
    expect(shortened("short", 7)).toBe("short");
  });
});

describe("displayNames", () => {
  it("are never the name of something that every object has", () => {
    const names = Object.getOwnPropertyNames(Object.prototype);
    for (const [name, shown] of displayNames(names)) {
      expect(shown in {}).toBe(false);
      expect(shown.replace("\u2060", "")).toBe(name);
    }
  });

  it("keeps different names different and in order, however long", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: "binary", maxLength: 12 })), (names) => {
        const shown = displayNames(names, 5);
        expect([...shown.keys()]).toEqual(names);
        expect(new Set(shown.values()).size).toBe(names.length);
        for (const name of shown.values()) expect(name).not.toBe("");
      }),
    );
  });
});

describe("slugger", () => {
  it("makes names of files that stay in their folder and never meet", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (names) => {
        const slug = slugger();
        const slugs = [...names, ...HOSTILE_NAMES].map((name) => slug("cdf", name));
        for (const one of slugs) expect(one).toMatch(/^[a-z0-9][a-z0-9-]{0,70}$/);
        expect(new Set(slugs).size).toBe(slugs.length);
      }),
    );
  });

  it("is readable for ordinary names", () => {
    const slug = slugger();
    expect(slug("cdf", "stall_ratio")).toBe("cdf-stall-ratio");
    expect(slug("cdf", "Stall Ratio")).toBe("cdf-stall-ratio-2");
    expect(slug("../../x")).toBe("x");
    expect(slug("汉字")).toBe("unnamed");
  });
});
