import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine } from "../../src/report/csv.js";
import { CsvBytes, encodedCells } from "../../src/report/csv-bytes.js";
import { HOSTILE_NAMES } from "./builder.js";

const cells = fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.double(), fc.constant(undefined)), {
  minLength: 2,
  maxLength: 200,
});

describe("CsvBytes", () => {
  it("writes the records that csvLine makes, however long they grow", () => {
    fc.assert(
      fc.property(fc.array(cells), (records) => {
        const bytes = new CsvBytes();
        for (const record of records) {
          for (const cell of record)
            if (typeof cell === "string") bytes.cells(encodedCells([cell]));
            else bytes.number(cell);
          bytes.endRecord();
        }
        const text = Buffer.from(records.map(csvLine).join(""), "utf8");
        expect(Buffer.from(bytes.take()).equals(text)).toBe(true);
      }),
    );
  });

  it("encodes several cells at once, quoted where they must be", () => {
    const bytes = new CsvBytes();
    bytes.cells(encodedCells([...HOSTILE_NAMES, 0.5, undefined]));
    bytes.number(1);
    bytes.endRecord();
    const text = csvLine([...HOSTILE_NAMES, 0.5, undefined, 1]);
    expect(new TextDecoder().decode(bytes.take())).toBe(text);
  });

  it("hands out memory that later records do not touch, and begins anew", () => {
    const bytes = new CsvBytes();
    const record = (number: number) => {
      bytes.number(number);
      bytes.number(number);
      bytes.endRecord();
    };
    record(1);
    const first = bytes.take();
    record(2);
    expect(new TextDecoder().decode(first)).toBe("1,1\n");
    expect(new TextDecoder().decode(bytes.take())).toBe("2,2\n");
    expect(bytes.take()).toHaveLength(0);
    // It can be moved to another thread.
    expect(first.byteLength).toBe(first.buffer.byteLength);
  });
});
