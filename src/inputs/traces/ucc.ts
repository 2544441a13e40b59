import { excerpt, InputError } from "../../errors.js";
import { bpsFromKbps, secondsFromMs } from "../../units.js";
import { isWithin } from "../quantity.js";
import type { TraceFormat } from "./format.js";
import { GapFilling } from "./gap-filling.js";
import { LeftOut } from "./left-out.js";
import { forEachNamedRow, headerOf, type NamedRow } from "./named-columns.js";
import { BANDWIDTH_KBPS, TIME_MS } from "./quantities.js";
import { SecondBySecond } from "./second-by-second.js";

const COLUMNS = ["Timestamp", "DL_bitrate", "State"] as const;
type Row = NamedRow<(typeof COLUMNS)[number]>;

/** How the logger writes what it does not know. */
const NOTHING = "-";
/** The modem is idle: its bitrate is of what little was asked for. */
const IDLE = "I";

/**
 * The 4G and 5G logs of University College Cork (Raca et al., "Beyond Throughput: a 4G LTE Dataset with Channel and
 * Context Metrics", MMSys 2018; "Beyond Throughput, the Next Generation: a 5G Dataset with Channel and Context Metrics",
 * MMSys 2020), which are those of the app G-NetTrack Pro: CSV with a row a second, of whose many columns these are read:
 * `Timestamp`, as 2019.12.16_13.40.04; `DL_bitrate`; and `State`, D while downloading and I while idle. The pings are in
 * too few rows to tell a latency.
 *
 * - Interval: the second that the stamp names; several rows of one second have their mean. Idle rows and rows without a
 *   bitrate, "-", say nothing of the link and are left out. Seconds without any other row hold the capacity known last,
 *   unless told otherwise.
 * - Units: kbps are 1000 bit/s.
 * - End: the trace repeats after the last row.
 */
export const ucc: TraceFormat = {
  name: "ucc",
  looks: "a header with Timestamp, DL_bitrate and State",
  means: { interval: "the second of a row's stamp", units: "kbps", end: "repeats" },
  gaps: "hold",

  detect: (head) => headerOf(head).includes("DL_bitrate"),

  async read(chunks, { where, gaps = "hold" }, sink) {
    const leftOut = new LeftOut();
    const trace = new GapFilling(
      gaps,
      leftOut,
      (interval, line) => sink.interval(interval, line),
      (note) => sink.note(note),
    );
    const seconds = new SecondBySecond<(typeof COLUMNS)[number]>(trace, "Timestamp");
    await forEachNamedRow(chunks, where, COLUMNS, (row) => {
      const kbps = row.optionalNumber("DL_bitrate", BANDWIDTH_KBPS, NOTHING);
      const isIdle = row.text("State") === IDLE;
      if (isIdle) leftOut.count("row of an idle modem", "rows of an idle modem");
      else if (kbps === undefined) leftOut.count("row without a bitrate", "rows without a bitrate");
      seconds.row(stampOf(row), isIdle || kbps === undefined ? undefined : bpsFromKbps(kbps), row);
    });
    seconds.end();
    leftOut.note(sink);
  },
};

const STAMP = /^(\d{4})\.(\d\d)\.(\d\d)_(\d\d)\.(\d\d)\.(\d\d)$/;

/** In seconds since 1970, as if the stamp were UTC: only the steps from one to the next matter. */
function stampOf(row: Row): number {
  const text = row.text("Timestamp");
  const time = STAMP.test(text) ? Date.parse(text.replace(STAMP, "$1-$2-$3T$4:$5:$6Z")) : undefined;
  if (isWithin(time, TIME_MS)) return secondsFromMs(time);
  throw new InputError({
    where: row.where("Timestamp"),
    expected: "a date and time, such as 2019.12.16_13.40.04",
    received: excerpt(text),
  });
}
