import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tableCollector, withTables } from "../../../../src/report/html/embed/shared-data.js";
import { rowsOf, tableOf } from "../../../../src/report/html/embed/tables.js";

const cell = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), fc.boolean());
const rows = fc.array(fc.dictionary(fc.constantFrom("a", "b", "c"), cell), { maxLength: 20 });

/** As JSON has it: of minus zero nothing is left. */
const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe("a table", () => {
  it("gives back the rows that it was made of, through JSON", () => {
    fc.assert(
      fc.property(rows, (original) => {
        expect(rowsOf(throughJson(tableOf(original)))).toEqual(
          throughJson(original.map((row) => ({ ...row }))),
        );
      }),
    );
  });

  it("holds each text of a column once", () => {
    const table = tableOf([{ arm: "x" }, { arm: "y" }, { arm: "x" }, {}]);
    expect(table.columns["arm"]).toEqual({ texts: ["x", "y"], at: [0, 1, 0, -1] });
  });
});

describe("shared data", () => {
  const values = [{ x: 1 }, { x: 2 }];

  it("holds rows that two specifications share once, and gives both back", () => {
    const collector = tableCollector();
    const specs = [{ data: { values } }, { data: [{ name: "d", values: [...values] }], marks: [null] }];
    const without = specs.map((spec) => collector.without(spec));
    expect(collector.tables).toHaveLength(1);
    expect(JSON.stringify(without)).not.toContain('"x"');
    expect(without.map((spec) => withTables(spec, collector.tables))).toEqual(specs);
  });

  it("gives each its own rows, because views write on them", () => {
    const collector = tableCollector();
    const spec = collector.without({ data: { values } });
    const [one, other] = [1, 2].map(
      () => withTables(spec, collector.tables) as { data: { values: object[] } },
    );
    expect(one!.data.values[0]).not.toBe(other!.data.values[0]);
  });

  it("leaves lists of texts and of parts of a specification where they are", () => {
    const collector = tableCollector();
    const spec = { legend: { values: ["a", "b"] }, layers: { values: [{ a: { b: 1 } }, { a: { b: 2 } }] } };
    expect(collector.without(spec)).toEqual(spec);
    expect(collector.tables).toEqual([]);
  });
});
