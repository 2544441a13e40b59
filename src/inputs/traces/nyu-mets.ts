import { excerpt, InputError } from "../../errors.js";
import { nearestHint } from "../../suggestion.js";
import { type BitsPerSecond, bpsFromKbps, bpsFromMbps } from "../../units.js";
import { forEachRecord } from "../csv.js";
import { type Quantity, readQuantity } from "../quantity.js";
import type { TraceFormat } from "./format.js";
import { BANDWIDTH_KBPS } from "./quantities.js";

/** As iPerf prints them; each is 1000 of the one before. */
const BITS_PER_SECOND: Readonly<Record<string, (value: number) => BitsPerSecond>> = {
  "bits/sec": (bits) => bits,
  "Kbits/sec": bpsFromKbps,
  "Mbits/sec": bpsFromMbps,
  "Gbits/sec": (gigabits) => bpsFromMbps(1000 * gigabits),
};
const UNITS = Object.keys(BITS_PER_SECOND);
const QUANTITIES = new Map(
  Object.entries(BITS_PER_SECOND).map(([unit, bps]): [string, Quantity] => [
    unit,
    { name: `a bandwidth in ${unit}`, min: 0, max: bpsFromKbps(BANDWIDTH_KBPS.max) / bps(1) },
  ]),
);
const ROW = /^"?[\d.]+"?\s*,\s*"?[KMG]?bits\/sec"?$/;

/**
 * NYU-METS, of New York University (Mei et al., "Realtime Mobile Bandwidth Prediction Using LSTM Neural Network", PAM
 * 2019): LTE on buses, trains and ferries of New York. CSV without a header, of a number and its unit, which changes from
 * row to row: what iPerf printed of TCP, once a second.
 *
 * - Interval: a row is the second after the one above.
 * - Units: bits/sec, Kbits/sec, Mbits/sec or Gbits/sec, which are 1, 10^3, 10^6 and 10^9 bit/s.
 * - End: the trace repeats after the last row.
 */
export const nyuMets: TraceFormat = {
  name: "nyu-mets",
  looks: "two columns, a number and its unit, such as Mbits/sec",
  means: { interval: "a row, of 1 s", units: UNITS.join(", "), end: "repeats" },

  detect: ({ lines }) => 2 * lines.filter((line) => ROW.test(line)).length > lines.length,

  async read(chunks, { where }, sink) {
    await forEachRecord(chunks, where, (fields, line) => {
      const here = `${where}:${line}`;
      const [value, unit] = fields;
      if (value === undefined || unit === undefined || fields.length > 2)
        throw new InputError({
          where: here,
          expected: "two fields, a number and its unit",
          received: excerpt(fields.join(",")),
          hint: "Check that the line is complete and that decimals are written with a point",
        });
      sink.interval({ duration: 1, bandwidth: bandwidthOf(value, unit, here) }, line);
    });
  },
};

function bandwidthOf(value: string, unit: string, where: string): BitsPerSecond {
  const quantity = QUANTITIES.get(unit);
  if (quantity) return BITS_PER_SECOND[unit]!(readQuantity(value, quantity, where));
  throw new InputError({
    where,
    expected: `a unit among ${UNITS.join(", ")}`,
    received: excerpt(unit),
    ...nearestHint(unit, UNITS),
  });
}
