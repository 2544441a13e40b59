import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headOf } from "../../../src/inputs/head.js";
import { fccHttpgetmt } from "../../../src/inputs/traces/fcc-httpgetmt.js";
import { fccWebget } from "../../../src/inputs/traces/fcc-webget.js";
import { inputErrorOf } from "../input-error.js";
import { tracesIn } from "./columns-of.js";
import { leftOutOf, totalOf } from "./totals.js";

const UNIT = fc.integer({ min: 1, max: 3 });
const BYTES_PER_SECOND = fc.integer({ min: 0, max: 1e9 });

describe("fcc-httpgetmt", () => {
  const row = (unit: number, time: string, sequence: number, rate: number, ok = 1) =>
    `${unit},2016-09-01 ${time},a.example,192.0.2.1,1,1,1,${rate},1,1,${sequence},3,${ok},${1 - ok}`;
  const read = (...rows: readonly string[]) => tracesIn(fccHttpgetmt, [rows.join("\n")]);

  it("reads rows without a header, with location_id and without", async () => {
    const [bare] = await read(row(7, "00:00:00", 0, 125_000));
    const [located] = await read(`${row(7, "00:00:00", 0, 125_000)},99`);
    expect(bare).toEqual(located);
    expect(totalOf(bare!)).toEqual({ seconds: 5, bits: 5e6 });
  });

  it("leaves out rows of failed tests, with rates below 0, and repeated ones, and says how many", async () => {
    const first = row(7, "00:00:00", 0, 125_000);
    const rows = [
      first,
      first,
      row(7, "00:00:00", 1, -1),
      row(7, "01:00:00", 0, 0, 0),
      row(8, "01:00:00", 0, 0, 0),
    ];
    const traces = await read(...rows);
    expect(traces.map(({ part }) => part)).toEqual(["7"]);
    expect(traces[0]!.columns.durations).toHaveLength(1);
    expect(await leftOutOf(fccHttpgetmt, rows.join("\n"))).toEqual([
      "1 repeated row",
      "3 rows of failed tests",
    ]);
  });

  it("does not ask for a rate where a test failed", async () => {
    const failed = row(7, "01:00:00", 0, 0, 0).replace(",1,1,1,0,", ",NULL,NULL,NULL,NULL,");
    expect(await read(row(7, "00:00:00", 0, 125_000), failed)).toHaveLength(1);
  });

  it("keeps a row as the row above where only the unit is another", async () => {
    expect(await read(row(7, "00:00:00", 0, 1), row(8, "00:00:00", 0, 1))).toHaveLength(2);
  });

  it("refuses a header in the middle, where files were joined", async () => {
    const error = await inputErrorOf(read(row(7, "00:00:00", 0, 1), "unit_id,dtime,a,b,c,d,e,f,g,h,i,j,k,l"));
    expect(error.message).toContain("file:2, unit_id: expected a unit's number");
  });

  it("keeps the bits and the seconds of sound rows", async () => {
    const rows = fc.array(fc.record({ unit: UNIT, rate: BYTES_PER_SECOND }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(rows, async (of) => {
        const traces = await read(...of.map(({ unit, rate }, index) => row(unit, "00:00:00", index, rate)));
        for (const trace of traces) {
          const own = of.filter(({ unit }) => `${unit}` === trace.part);
          expect(trace.columns.durations).toHaveLength(own.length);
          expect(totalOf(trace)).toEqual({
            seconds: 5 * own.length,
            bits: own.reduce((sum, { rate }) => sum + 40 * rate, 0),
          });
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("fcc-webget", () => {
  const row = (unit: number, minute: number, page: string, us: number, rate: number, ok = 12) =>
    `${unit},2016-09-01 00:${`${minute}`.padStart(2, "0")}:00,${page},192.0.2.1,${us},1,${rate},12${",1".repeat(17)},${ok},0`;
  const read = (...rows: readonly string[]) => tracesIn(fccWebget, [rows.join("\n")]);

  it("is not taken for the other table, nor the other for it", () => {
    const head = headOf(row(1, 0, "a", 1, 1), true);
    expect([fccWebget.detect(head), fccHttpgetmt.detect(head)]).toEqual([true, false]);
  });

  it("is detected by its rows even where the header is amiss", () => {
    expect(fccWebget.detect(headOf(`unit,time\n${row(1, 0, "a", 1, 1)}\n`, true))).toBe(true);
  });

  it("leaves out fetches that failed or took no time, and repeated rows, and says how many", async () => {
    const rows = [
      row(7, 0, "a", 1e6, 125_000),
      row(7, 0, "a", 1e6, 125_000),
      row(7, 0, "b", 1e6, 125_000),
      row(7, 1, "a", 0, 0),
      row(7, 2, "a", 3e7, 5, 0),
    ];
    expect((await read(...rows)).map(({ part }) => part)).toEqual(["7 a", "7 b"]);
    expect(await leftOutOf(fccWebget, rows.join("\n"))).toEqual([
      "1 repeated row",
      "1 row of a fetch that took no time",
      "1 row of a failed fetch",
    ]);
  });

  it("keeps the bits and the seconds of sound rows", async () => {
    const fetch = fc.record({
      unit: UNIT,
      page: fc.constantFrom("a", "b"),
      us: fc.integer({ min: 1, max: 3e7 }),
      rate: BYTES_PER_SECOND,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fetch, { minLength: 1, maxLength: 40 }), async (of) => {
        const traces = await read(
          ...of.map(({ unit, page, us, rate }, index) => row(unit, index, page, us, rate)),
        );
        for (const trace of traces) {
          const own = of.filter(({ unit, page }) => `${unit} ${page}` === trace.part);
          const { seconds, bits } = totalOf(trace);
          expect(seconds).toBeCloseTo(
            own.reduce((sum, { us }) => sum + us / 1e6, 0),
            6,
          );
          expect(bits).toBeCloseTo(
            own.reduce((sum, { us, rate }) => sum + (us * rate * 8) / 1e6, 0),
            0,
          );
        }
      }),
      { numRuns: 50 },
    );
  });
});
