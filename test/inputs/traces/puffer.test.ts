import fc from "fast-check";
import { expect, it } from "vitest";
import { puffer } from "../../../src/inputs/traces/puffer.js";
import type { Gaps } from "../../../src/model/trace-note.js";
import { inputErrorOf } from "../input-error.js";
import { tracesIn } from "./columns-of.js";
import { leftOutOf, totalOf } from "./totals.js";

const HEADER = "time (ns GMT),session_id,index,rtt,delivery_rate";
const BEGIN = 1_572_865_200;

/** @param at seconds; whole ones, and tenths of them nearly, are exact in ns */
const row = (at: number, rate: number, rtt = 50_000, stream = "S,0") =>
  `${BigInt(BEGIN) * 10n ** 9n + BigInt(Math.round(at * 1e9))},${stream},${rtt},${rate}`;

async function read(rows: readonly string[], gaps?: Gaps) {
  const [trace] = await tracesIn(puffer, [[HEADER, ...rows].join("\n")], "sent.csv", gaps);
  const { durations, bandwidths } = trace!.columns;
  return [...durations].map((duration, index) => [duration, bandwidths[index]]);
}

const PAUSED = [row(0, 1e6), row(2, 5e5), row(22, 25e4), row(24, 1)];

it.each<[Gaps | undefined, readonly (readonly number[])[]]>([
  [undefined, []],
  ["drop", []],
  ["hold", [[20, 4e6]]],
  ["mean", [[20, 5e6]]],
])("tells a silence of over 15 s from a slow chunk, for gaps: %s", async (gaps, silence) => {
  expect(await read(PAUSED, gaps)).toEqual([[2, 8e6], ...silence, [2, 2e6]]);
  expect(await read([row(0, 1e6), row(15, 1)], gaps)).toEqual([[15, 8e6]]);
});

it("takes a rate or a round-trip time of 0 for one that TCP had not measured", async () => {
  const rows = [row(0, 1e6), row(2, 0), row(4, 1e6, 0), row(6, 5e5), row(8, 1)];
  expect(await read(rows)).toEqual([
    [2, 8e6],
    [2, 4e6],
  ]);
  expect(await read(rows, "hold")).toEqual([
    [2, 8e6],
    [2, 8e6],
    [2, 8e6],
    [2, 4e6],
  ]);
  expect(await leftOutOf(puffer, [HEADER, ...rows].join("\n"))).toEqual(["2 gaps between rows"]);
});

it("takes the later of two rows at one time", async () => {
  expect(await read([row(0, 1e6), row(0, 5e5), row(2, 1)])).toEqual([[2, 4e6]]);
});

it("parts streams, and sessions where streams have no number", async () => {
  const rows = [row(0, 1e6), row(0, 1e6, 1, "S,1"), row(1, 1e6, 1, "S,1"), row(2, 1e6)];
  expect((await tracesIn(puffer, [[HEADER, ...rows].join("\n")])).map(({ part }) => part)).toEqual([
    "S-1",
    "S-0",
  ]);
  const bare = ["time,session_id,rtt,delivery_rate", row(0, 1e6, 1, "S"), row(1, 1e6, 1, "S")].join("\n");
  expect((await tracesIn(puffer, [bare])).map(({ part }) => part)).toEqual(["S"]);
});

it("says how many streams have no interval", async () => {
  const rows = [row(0, 1e6), row(1, 1e6), row(0, 1e6, 1, "S,1"), row(0, 0, 1, "S,2"), row(1, 0, 1, "S,2")];
  expect(await leftOutOf(puffer, [HEADER, ...rows].join("\n"))).toEqual([
    "1 gap between rows",
    "2 streams without an interval",
  ]);
});

it.each([
  "time (ns GMT),session_id,index,expt_id,channel,video_ts,buffer,cum_rebuf",
  "time (ns GMT),session_id,index,expt_id,channel,event,buffer,cum_rebuf",
])("sends those who bring another of Puffer's files to video_sent (%s)", async (header) => {
  const error = await inputErrorOf(tracesIn(puffer, [`${header}\n1,S,0,1,abc,1,1,1\n`]));
  expect(error.message).toContain("file:1: expected a header with the column delivery_rate");
  expect(error.problem.hint).toBe(
    "Take the day's video_sent file: video_acked and client_buffer have no rates",
  );
});

it("keeps the bits and the seconds of sound rows of streams that take turns", async () => {
  const sound = fc.record({
    stream: fc.constantFrom("S,0", "S,1", "T,0"),
    step: fc.integer({ min: 1, max: 50 }).map((tenths) => tenths / 10),
    rate: fc.integer({ min: 1, max: 1e8 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(sound, { minLength: 2, maxLength: 60 }), async (of) => {
      const clocks = new Map<string, number>();
      const expected = new Map<string, { seconds: number; bits: number; rate: number }>();
      const rows = of.map(({ stream, step, rate }) => {
        const at = (clocks.get(stream) ?? 0) + step;
        clocks.set(stream, at);
        const last = expected.get(stream);
        expected.set(stream, {
          seconds: (last?.seconds ?? 0) + (last ? step : 0),
          bits: (last?.bits ?? 0) + (last ? step * last.rate * 8 : 0),
          rate,
        });
        return row(at, rate, 50_000, stream);
      });
      fc.pre([...expected.values()].some(({ seconds }) => seconds > 0));
      for (const trace of await tracesIn(puffer, [[HEADER, ...rows].join("\n")])) {
        const { seconds, bits } = expected.get(trace.part!.replace("-", ","))!;
        const total = totalOf(trace);
        // The stamps, read as numbers, are 256 ns apart.
        expect(total.seconds).toBeCloseTo(seconds, 4);
        expect(Math.abs(total.bits / bits - 1)).toBeLessThan(1e-5);
      }
    }),
    { numRuns: 100 },
  );
});
