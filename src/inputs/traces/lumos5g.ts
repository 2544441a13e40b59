import { bpsFromMbps } from "../../units.js";
import { parseDecimal, type Quantity } from "../quantity.js";
import type { TraceFormat } from "./format.js";
import { GapFilling } from "./gap-filling.js";
import { LeftOut } from "./left-out.js";
import { forEachNamedRow, headerOf, type NamedRow } from "./named-columns.js";
import { BANDWIDTH_MBPS } from "./quantities.js";
import { SecondBySecond } from "./second-by-second.js";

const COLUMNS = ["run_num", "seq_num", "Throughput"] as const;
type Column = (typeof COLUMNS)[number];

const RUN: Quantity = { name: "the number of a run", min: 0, max: 1e9, integer: true };
const SECOND: Quantity = { name: "a second of a run", min: 0, max: 1e9, integer: true };

/** How Android writes a measurement that it does not have: the largest 32-bit integer. */
const UNAVAILABLE = 2_147_483_647;

/**
 * Lumos5G, of the University of Minnesota (Narayanan et al., IMC 2020): commercial mmWave 5G while walking and driving. One CSV
 * file of many runs, each a part called by its `run_num`; of its other columns these are read: `seq_num`, the seconds of a
 * run, and `Throughput`, of TCP as iPerf saw it.
 *
 * - Interval: the second that `seq_num` counts. A throughput that is missing, empty or 2147483647, and a number that is
 *   skipped are gaps, which hold the capacity known last, unless told otherwise.
 * - Units: Mbps are 10^6 bit/s.
 * - End: a run repeats after its last row.
 */
export const lumos5g: TraceFormat = {
  name: "lumos5g",
  looks: "a header with run_num, seq_num and Throughput",
  means: { interval: "the second that seq_num counts", units: "Mbps", end: "repeats" },
  gaps: "hold",

  detect: (head) => {
    const header = headerOf(head);
    return header.includes("run_num") && header.includes("seq_num");
  },

  async read(chunks, { where, gaps = "hold" }, sink) {
    const runs = new Map<string, { readonly leftOut: LeftOut; readonly seconds: SecondBySecond<Column> }>();
    const begin = (part: string) => {
      const leftOut = new LeftOut();
      const trace = new GapFilling(
        gaps,
        leftOut,
        (interval, line) => sink.interval(interval, line, part),
        (note) => sink.note(note, part),
      );
      const run = { leftOut, seconds: new SecondBySecond<Column>(trace, "seq_num") };
      runs.set(part, run);
      return run;
    };
    await forEachNamedRow(chunks, where, COLUMNS, (row) => {
      const part = `${row.number("run_num", RUN)}`;
      const { leftOut, seconds } = runs.get(part) ?? begin(part);
      const mbps = throughputOf(row);
      if (mbps === undefined) leftOut.count("row without a throughput", "rows without a throughput");
      seconds.row(row.number("seq_num", SECOND), mbps === undefined ? undefined : bpsFromMbps(mbps), row);
    });
    for (const [part, { leftOut, seconds }] of runs) {
      seconds.end();
      leftOut.note(sink, part);
    }
  },
};

const throughputOf = (row: NamedRow<Column>): number | undefined =>
  parseDecimal(row.text("Throughput")) === UNAVAILABLE
    ? undefined
    : row.optionalNumber("Throughput", BANDWIDTH_MBPS);
