import fc from "fast-check";
import { expect, it } from "vitest";
import { nyuMets } from "../../../src/inputs/traces/nyu-mets.js";
import { inputErrorOf } from "../input-error.js";
import { columnsOf } from "./columns-of.js";

const read = (text: string) => columnsOf(nyuMets, [text], "bus62.csv");

it("names the unit that was probably meant", async () => {
  expect((await inputErrorOf(read("1.2,Mbits/sec\n7,Kbit/s\n"))).message).toBe(
    'bus62.csv:2: expected a unit among bits/sec, Kbits/sec, Mbits/sec, Gbits/sec, got "Kbit/s". Did you mean "Kbits/sec"?',
  );
});

it("reads a rate the same in whichever unit it is written", async () => {
  const factors = { "bits/sec": 1, "Kbits/sec": 1e3, "Mbits/sec": 1e6, "Gbits/sec": 1e9 };
  const row = fc.tuple(fc.integer({ min: 0, max: 1e12 }), fc.constantFrom(...Object.entries(factors)));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
      const text = rows.map(([bps, [unit, factor]]) => `${(bps / factor).toFixed(9)},${unit}`).join("\n");
      const { durations, bandwidths } = await read(text);
      expect([...durations]).toEqual(rows.map(() => 1));
      for (const [index, [bps]] of rows.entries()) expect(bandwidths[index]).toBeCloseTo(bps, 0);
    }),
  );
});
