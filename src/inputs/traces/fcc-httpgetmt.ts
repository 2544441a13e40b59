import { bitsFromBytes, type Seconds } from "../../units.js";
import { hasFailed, headlessColumns, isFccTable, Repeats, readUnit } from "./fcc.js";
import type { TraceFormat } from "./format.js";
import { LeftOut } from "./left-out.js";
import { forEachNamedRow } from "./named-columns.js";
import { BANDWIDTH_BYTES_S } from "./quantities.js";

const COLUMNS = [
  ...["unit_id", "dtime", "target", "address", "fetch_time", "bytes_total", "bytes_sec"],
  ...["bytes_sec_interval", "warmup_time", "warmup_bytes", "sequence", "threads"],
  ...["successes", "failures", "location_id"],
];
const NEEDED = ["unit_id", "dtime", "target", "bytes_sec_interval", "sequence", "successes"] as const;

/** By the data dictionary: sequence 0 is "0-5 seconds of the test". */
const INTERVAL: Seconds = 5;

/** The raw data have rates below 0, which the FCC throws out as failures. */
const RATE = { ...BANDWIDTH_BYTES_S, min: -BANDWIDTH_BYTES_S.max };

/**
 * The download tests of the FCC's Measuring Broadband America, `curr_httpgetmt.csv` of its raw and validated data, with a
 * header or without one. (Uploads, `curr_httppostmt.csv`, have the same columns: a file does not say which it is.)
 *
 * A unit is a household's measuring box, and a part: all of its tests in the order of the file, whatever server they
 * were made with, as the household's line is the narrow place and the servers are chosen not to be. Hours pass between
 * tests, and are left out; so a trace is tests of 10 to 30 s on end. Left out too are failed tests and rows that repeat
 * the row above.
 *
 * - Interval: 5 s a row, which `sequence` counts; `bytes_sec_interval` is its rate. (`bytes_sec` is the mean since the
 *   test began, and as a rate over time too smooth.) A rate of 0 in a test that did not fail is kept, though the FCC
 *   throws it out of its averages: nothing came for 5 s.
 * - Units: bytes per second.
 * - End: the trace repeats after the last row.
 */
export const fccHttpgetmt: TraceFormat = {
  name: "fcc-httpgetmt",
  looks: "the FCC's curr_httpgetmt.csv, with the column bytes_sec_interval",
  means: { interval: "5 s a row", units: "bytes per second", end: "repeats" },

  detect: (head) => isFccTable(head, COLUMNS, "bytes_sec_interval"),

  async read(chunks, { where }, sink) {
    const repeats = new Repeats();
    const leftOut = new LeftOut();
    const headless = (first: readonly string[]) => headlessColumns(COLUMNS, first);
    await forEachNamedRow(
      chunks,
      where,
      NEEDED,
      (row) => {
        const unit = readUnit(row);
        const rate = hasFailed(row) ? undefined : row.number("bytes_sec_interval", RATE);
        if (repeats.isRepeated([unit, row.text("dtime"), row.text("target"), row.text("sequence")].join()))
          leftOut.count("repeated row", "repeated rows");
        else if (rate === undefined || rate < 0)
          leftOut.count("row of a failed test", "rows of failed tests");
        else sink.interval({ duration: INTERVAL, bandwidth: bitsFromBytes(rate) }, row.line, unit);
      },
      { headless },
    );
    leftOut.note(sink);
  },
};
