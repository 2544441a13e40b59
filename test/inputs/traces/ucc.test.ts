import fc from "fast-check";
import { expect, it } from "vitest";
import { ucc } from "../../../src/inputs/traces/ucc.js";
import type { Gaps } from "../../../src/model/trace-note.js";
import { inputErrorOf } from "../input-error.js";
import { tracesIn } from "./columns-of.js";

/** A row of a second of an afternoon, with its bitrate and its state. */
type Row = readonly [second: number, kbps: number | "-", state: "D" | "I"];

const csvOf = (rows: readonly Row[]) =>
  [
    "Timestamp,State,DL_bitrate",
    ...rows.map(([second, kbps, state]) => `${stamp(second)},${state},${kbps}`),
  ].join("\n");
const stamp = (second: number) =>
  `2019.12.16_${pad(12 + Math.floor(second / 3600))}.${pad(Math.floor(second / 60) % 60)}.${pad(second % 60)}`;
const pad = (value: number) => `${value}`.padStart(2, "0");

async function read(rows: readonly Row[], gaps?: Gaps) {
  const [trace] = await tracesIn(ucc, [csvOf(rows)], "cork.csv", gaps);
  const { durations, bandwidths } = trace!.columns;
  return { rows: [...durations].map((duration, row) => [duration, bandwidths[row]]), notes: trace!.notes };
}

const GAPPED: readonly Row[] = [
  [59, 1000, "D"],
  [60, "-", "D"],
  [61, 9, "I"],
  [63, 3000, "D"],
  [64, 7, "I"],
];

it("holds the bitrate known last while idle, without a bitrate and without a row, as one interval", async () => {
  expect(await read(GAPPED)).toEqual({
    rows: [
      [1, 1e6],
      [3, 1e6],
      [1, 3e6],
      [1, 3e6],
    ],
    notes: [
      { kind: "filled", filled: 4, duration: 6, gaps: "hold" },
      { kind: "left-out", count: 1, one: "row without a bitrate", many: "rows without a bitrate" },
      { kind: "left-out", count: 2, one: "row of an idle modem", many: "rows of an idle modem" },
    ],
  });
});

it("takes the mean for the gaps, or drops them, when told to", async () => {
  const { rows } = await read(GAPPED, "mean");
  expect(rows.map(([, bandwidth]) => bandwidth)).toEqual([1e6, 2e6, 3e6, 2e6]);
  expect((await read(GAPPED, "drop")).rows).toEqual([
    [1, 1e6],
    [1, 3e6],
  ]);
});

it("takes the mean of a second's rows, of those that say something", async () => {
  const { rows } = await read([
    [0, 1000, "D"],
    [0, "-", "D"],
    [0, 50, "I"],
    [0, 4000, "D"],
  ]);
  expect(rows).toEqual([[1, 2.5e6]]);
});

it("knows a second without anything arriving from one of which it knows nothing", async () => {
  const { rows } = await read([
    [0, 1000, "D"],
    [1, 0, "D"],
    [2, "-", "D"],
  ]);
  expect(rows).toEqual([
    [1, 1e6],
    [1, 0],
    [1, 0],
  ]);
});

it("crosses midnight", async () => {
  const text = "Timestamp,DL_bitrate,State\n2019.12.31_23.59.59,8,D\n2020.01.01_00.00.00,16,D\n";
  const [trace] = await tracesIn(ucc, [text]);
  expect([...trace!.columns.durations]).toEqual([1, 1]);
});

it("refuses a log that was idle all the time, saying so", async () => {
  const { problem } = await inputErrorOf(read([[0, 10, "I"]]));
  expect(problem.received).toBe("nothing but 1 row of an idle modem");
});

it("refuses rows that go back in time", async () => {
  const backwards = read([
    [5, 1, "D"],
    [4, 1, "D"],
  ]);
  expect((await inputErrorOf(backwards)).message).toBe(
    'cork.csv:3, Timestamp: expected a Timestamp no earlier than that of the row above, got "2019.12.16_12.00.04". ' +
      "Sort the rows by Timestamp, or part the file where another log begins",
  );
});

it("lasts from the first row to the last, and has each rate that is known for as long as it is", async () => {
  const rows = fc
    .array(
      fc.tuple(
        fc.integer({ min: 0, max: 3 }),
        fc.oneof(fc.integer({ min: 0, max: 1e6 }), fc.constant("-" as const)),
        fc.constantFrom("D" as const, "I" as const),
      ),
      { maxLength: 40 },
    )
    // The first says something, so that there is a trace.
    .map((steps) => [[0, 1, "D"] as Row, ...steps].map(inSequence));
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.constantFrom("hold" as const, "mean" as const, "drop" as const),
      async (all, gaps) => {
        const told = new Map<number, number[]>();
        for (const [second, kbps, state] of all)
          if (state === "D" && kbps !== "-") told.set(second, [...(told.get(second) ?? []), 1000 * kbps]);
        const last = all.at(-1)![0];
        const found = await read(all, gaps);
        const lasts = found.rows.reduce((sum, [duration]) => sum + duration!, 0);
        expect(lasts).toBe(gaps === "drop" ? told.size : last + 1);
        let at = 0;
        const known = new Map<number, number>();
        for (const [duration, bandwidth] of found.rows) {
          if (duration === 1) known.set(at, bandwidth!);
          at += duration!;
        }
        if (gaps === "drop") return;
        for (const [second, rates] of told)
          expect(known.get(second)).toBeCloseTo(rates.reduce((sum, rate) => sum + rate, 0) / rates.length, 3);
      },
    ),
  );
});

/** The rows at the sum of their steps. */
function inSequence([, ...rest]: Row, index: number, steps: readonly Row[]): Row {
  return [steps.slice(0, index + 1).reduce((sum, [step]) => sum + step, 0), ...rest];
}
