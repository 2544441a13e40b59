import fc from "fast-check";
import { expect, it } from "vitest";
import { lumos5g } from "../../../src/inputs/traces/lumos5g.js";
import { inputErrorOf } from "../input-error.js";
import { tracesIn } from "./columns-of.js";

type Row = readonly [run: number, second: number, mbps: number | string];

const csvOf = (rows: readonly Row[]) =>
  [
    "seq_num,run_num,tower_id,Throughput",
    ...rows.map(([run, second, mbps]) => `${second},${run},7,${mbps}`),
  ].join("\n");
const read = (rows: readonly Row[]) => tracesIn(lumos5g, [csvOf(rows)], "loop.csv");

it("begins a run where its first row is, and knows its seconds by their numbers", async () => {
  const [run] = await read([
    [3, 17, 100],
    [3, 18, 200],
    [3, 20, 300],
  ]);
  expect(run).toMatchObject({ part: "3", notes: [{ kind: "filled", filled: 1, duration: 4, gaps: "hold" }] });
  expect(run!.columns).toEqual({
    durations: Float64Array.of(1, 1, 1, 1),
    bandwidths: Float64Array.of(100e6, 200e6, 200e6, 300e6),
  });
});

it.each(["", "2147483647", "2147483647.0"])(
  "takes a throughput of %j for one that is missing, and counts it",
  async (none) => {
    const [run] = await read([
      [1, 1, none],
      [1, 2, 40],
    ]);
    expect([...run!.columns.bandwidths]).toEqual([40e6, 40e6]);
    expect(run!.notes).toEqual([
      { kind: "filled", filled: 1, duration: 2, gaps: "hold" },
      { kind: "left-out", count: 1, one: "row without a throughput", many: "rows without a throughput" },
    ]);
  },
);

it("refuses a run whose seconds go back", async () => {
  const { problem } = await inputErrorOf(
    read([
      [1, 5, 1],
      [2, 1, 1],
      [1, 4, 1],
    ]),
  );
  expect(problem).toMatchObject({ where: "loop.csv:4, seq_num", received: '"4"' });
});

it("reads runs that take turns as it reads each by itself", async () => {
  const run = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 4 }), fc.option(fc.integer({ min: 0, max: 3000 }))),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  const turns = fc.array(fc.boolean(), { minLength: 24, maxLength: 24 });
  await fc.assert(
    fc.asyncProperty(run, run, turns, async (...[one, two, takes]) => {
      const rowsOf = (number: number, steps: typeof one) => [
        [number, 0, 1] as Row,
        ...steps.map(([step, mbps], index): Row => {
          const before = steps.slice(0, index).reduce((sum, [each]) => sum + each, 0);
          return [number, before + step, mbps ?? ""];
        }),
      ];
      const [first, second] = [rowsOf(1, one), rowsOf(2, two)];
      const mixed: Row[] = [];
      const left = [[...first], [...second]];
      for (const take of takes) mixed.push(...left[take ? 0 : 1]!.splice(0, 1));
      mixed.push(...left.flat());
      const found = [...(await read(mixed))].sort((a, b) => Number(a.part) - Number(b.part));
      expect(found).toEqual([...(await read(first)), ...(await read(second))]);
    }),
  );
});
