import { bitsFromBytes, msFromSeconds, secondsFromUs } from "../../units.js";
import type { Quantity } from "../quantity.js";
import { hasFailed, headlessColumns, isFccTable, Repeats, readUnit } from "./fcc.js";
import type { TraceFormat } from "./format.js";
import { LeftOut } from "./left-out.js";
import { forEachNamedRow } from "./named-columns.js";
import { PartNames } from "./part-names.js";
import { BANDWIDTH_BYTES_S } from "./quantities.js";

const COLUMNS = [
  ...["unit_id", "dtime", "target", "address", "fetch_time", "bytes_total", "bytes_sec", "objects"],
  ...["threads", "requests", "connections", "reused_connections", "lookups"],
  ...["request_total_time", "request_min_time", "request_avg_time", "request_max_time"],
  ...["ttfb_total", "ttfb_min", "ttfb_avg", "ttfb_max"],
  ...["lookup_total_time", "lookup_min_time", "lookup_avg_time", "lookup_max_time"],
  ...["successes", "failures", "location_id"],
];
const NEEDED = ["unit_id", "dtime", "target", "fetch_time", "bytes_sec", "successes"] as const;

/** A day at most; tests give up after 30 s. */
const FETCH_TIME_US: Quantity = {
  name: "a duration in us",
  min: 0,
  max: msFromSeconds(86_400) * 1000,
  integer: true,
};

/**
 * The web page tests of the FCC's Measuring Broadband America, `curr_webget.csv` of its raw data, with a header or without
 * one. A part is a unit, a household's measuring box, with one page: a rate depends on the page and its server at least
 * as much as on the line. Hours pass between fetches, and are left out; so are fetches that failed, that took no time, and
 * rows that repeat the row above.
 *
 * - Interval: a fetch, lasting `fetch_time`, at the mean rate `bytes_sec`. Pensieve's traces, made of this table, gave each
 *   row 5 s instead, by which slow fetches weigh less than they lasted: read those with `pensieve`.
 * - Units: us, bytes per second.
 * - End: the trace repeats after the last fetch.
 */
export const fccWebget: TraceFormat = {
  name: "fcc-webget",
  looks: "the FCC's curr_webget.csv, with the columns fetch_time and objects",
  means: { interval: "a page fetch", units: "us, bytes per second", end: "repeats" },

  detect: (head) => isFccTable(head, COLUMNS, "objects"),

  async read(chunks, { where }, sink) {
    const repeats = new Repeats();
    const parts = new PartNames();
    const leftOut = new LeftOut();
    const headless = (first: readonly string[]) => headlessColumns(COLUMNS, first);
    await forEachNamedRow(
      chunks,
      where,
      NEEDED,
      (row) => {
        const part = parts.nameOf(`${readUnit(row)} ${row.text("target")}`);
        if (repeats.isRepeated(`${part} ${row.text("dtime")}`))
          leftOut.count("repeated row", "repeated rows");
        else if (hasFailed(row)) leftOut.count("row of a failed fetch", "rows of failed fetches");
        else {
          const duration = secondsFromUs(row.number("fetch_time", FETCH_TIME_US));
          const bandwidth = bitsFromBytes(row.number("bytes_sec", BANDWIDTH_BYTES_S));
          if (duration > 0) sink.interval({ duration, bandwidth }, row.line, part);
          else leftOut.count("row of a fetch that took no time", "rows of fetches that took no time");
        }
      },
      { headless },
    );
    leftOut.note(sink);
  },
};
