import fc from "fast-check";
import { expect, it } from "vitest";
import { norway } from "../../../src/inputs/traces/norway.js";
import type { Gaps } from "../../../src/model/trace-note.js";
import { inputErrorOf } from "../input-error.js";
import { tracesIn } from "./columns-of.js";
import { leftOutOf, totalOf } from "./totals.js";

const row = (end: number, bytes: number, ms: number, epoch = 1289406399) =>
  `${epoch} ${end} 59.85 10.78 ${bytes} ${ms}`;

async function read(rows: readonly string[], gaps?: Gaps) {
  const [trace] = await tracesIn(norway, [rows.join("\n")], "log", gaps);
  const { durations, bandwidths } = trace!.columns;
  return [...durations].map((duration, index) => [duration, bandwidths[index]]);
}

it("takes no notice of the time since 1970, in seconds or in ms", async () => {
  const norwegian = await read([row(1000, 500, 1000), row(3000, 250, 2000, 1)]);
  expect(norwegian).toEqual([
    [1, 4000],
    [2, 1000],
  ]);
  expect(await read([row(1000, 500, 1000, 1453121790686), row(3000, 250, 2000, 1453121790686)])).toEqual(
    norwegian,
  );
});

it.each<[Gaps | undefined, readonly (readonly number[])[]]>([
  [undefined, [[3, 8000]]],
  ["hold", [[3, 8000]]],
  ["mean", [[3, 5000]]],
  ["drop", []],
])("fills in time that no row covers, for gaps: %s", async (gaps, between) => {
  expect(await read([row(1000, 1000, 1000), row(5000, 250, 1000)], gaps)).toEqual([
    [1, 8000],
    ...between,
    [1, 2000],
  ]);
});

it("leaves out rows of 0 ms and rows at one time, and says how many", async () => {
  const rows = [row(1000, 500, 1000), row(1000, 500, 1000), row(1500, 7, 0), row(2000, 250, 1000)];
  expect(await read(rows)).toEqual([
    [1, 4000],
    [1, 2000],
  ]);
  expect(await leftOutOf(norway, rows.join("\n"))).toEqual([
    "1 row at the time of the row above",
    "1 row of 0 ms",
  ]);
});

it("refuses a clock that goes back, naming the line", async () => {
  expect((await inputErrorOf(read([row(1000, 500, 1000), row(999, 500, 1000)]))).message).toBe(
    "log:2: expected a time of 1000 ms or more, as in the row above, got 999. Sort the rows by their second column, or part the file where the clock began anew",
  );
});

it("keeps the bits and the seconds of sound rows", async () => {
  const sound = fc.record({
    bytes: fc.integer({ min: 0, max: 1e8 }),
    ms: fc.integer({ min: 1, max: 20_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(sound, { minLength: 1, maxLength: 60 }), async (of) => {
      let end = 549_692;
      const rows = of.map(({ bytes, ms }) => {
        end += ms;
        return row(end, bytes, ms);
      });
      const [trace] = await tracesIn(norway, [rows.join("\n")]);
      const { seconds, bits } = totalOf(trace!);
      expect(trace!.columns.durations).toHaveLength(of.length);
      expect(seconds).toBeCloseTo(of.reduce((sum, { ms }) => sum + ms, 0) / 1000, 6);
      expect(bits).toBeCloseTo(
        of.reduce((sum, { bytes }) => sum + 8 * bytes, 0),
        2,
      );
    }),
    { numRuns: 100 },
  );
});
