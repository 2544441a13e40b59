import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine } from "../../src/report/csv.js";
import { HOSTILE_NAMES } from "./builder.js";

describe("csvLine", () => {
  it("is read back by another parser cell for cell, whatever the text", () => {
    const record = fc.array(fc.string({ unit: "binary" }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), (records) => {
        const text = records.map(csvLine).join("");
        expect(parse(text, { record_delimiter: "\n" })).toEqual(records);
      }),
    );
  });

  it("quotes only what must be quoted", () => {
    expect(csvLine(["plain", "a,b", 'say "hi"', "two\nlines", " spaced ", "=1+1"])).toBe(
      'plain,"a,b","say ""hi""","two\nlines", spaced ,=1+1\n',
    );
  });

  it("leaves cells without a value empty, and a lone one visible as a record", () => {
    expect(csvLine(["a", undefined, Number.NaN, 0])).toBe("a,,,0\n");
    expect(csvLine([undefined])).toBe('""\n');
  });

  it("keeps hostile names exactly as they are", () => {
    expect(parse(csvLine(HOSTILE_NAMES))).toEqual([[...HOSTILE_NAMES]]);
  });
});
