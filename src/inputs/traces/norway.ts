import { excerpt, InputError } from "../../errors.js";
import { bitsFromBytes, secondsFromMs } from "../../units.js";
import { readQuantity } from "../quantity.js";
import { forEachLine } from "../text.js";
import type { TraceFormat } from "./format.js";
import { GapFilling } from "./gap-filling.js";
import { LeftOut } from "./left-out.js";
import { RECEIVED_BYTES, STAMP_MS } from "./quantities.js";

/** Stamps since 1970 in s have 10 digits (from 2001 to 2286), in ms 13. */
const ROW = /^\d{10}(?:\d{3})?\s+\d+\s+\S+\s+\S+\s+\d+\s+\d+$/;

/**
 * The logs of Telenor's 3G network in Norway (Riiser et al., MMSys 2013) and of 4G in and around Ghent (van der Hooft et
 * al., IEEE Communications Letters 2016): rows of a time since 1970, the time of a clock that never goes back, latitude,
 * longitude, bytes, and ms, parted by spaces. A download went on all the time.
 *
 * - Interval: the ms before a row's time, in which its bytes arrived; the first row's beginning is the trace's. The
 *   time is that of the second column: the first is in whole seconds in Norway, in ms in Ghent, and is not used. In
 *   Norway's logs the ms are the time since the row above. Time that no row covers holds the capacity known last, unless
 *   told otherwise. Rows of 0 ms and rows at the time of the row above are left out.
 * - Units: ms, bytes.
 * - End: the trace repeats after the last row.
 */
export const norway: TraceFormat = {
  name: "norway",
  looks: "six columns, time since 1970, ms, latitude, longitude, bytes, ms",
  means: { interval: "the ms before a row's time", units: "bytes, ms", end: "repeats" },
  gaps: "hold",

  detect: ({ lines }) => 2 * lines.filter((line) => ROW.test(line)).length > lines.length,

  async read(chunks, { where, gaps = "hold" }, sink) {
    const leftOut = new LeftOut();
    const trace = new GapFilling(
      gaps,
      leftOut,
      (interval, line) => sink.interval(interval, line),
      (note) => sink.note(note),
    );
    let previous: number | undefined;
    await forEachLine(chunks, where, (text, line) => {
      const here = `${where}:${line}`;
      const { end, bytes, ms } = readRow(text, here);
      if (previous !== undefined && end < previous) throw backwards(end, previous, here);
      if (end === previous)
        leftOut.count("row at the time of the row above", "rows at the time of the row above");
      else if (ms === 0) leftOut.count("row of 0 ms", "rows of 0 ms");
      else {
        const between = end - ms - (previous ?? end - ms);
        if (between > 0) trace.unknown(secondsFromMs(between), line);
        const duration = secondsFromMs(ms);
        trace.known({ duration, bandwidth: bitsFromBytes(bytes) / duration }, line);
        previous = end;
      }
    });
    trace.end();
    leftOut.note(sink);
  },
};

function readRow(text: string, where: string) {
  const fields = text.split(/\s+/);
  if (fields.length !== 6)
    throw new InputError({
      where,
      expected: "six columns: a time since 1970, a time in ms, latitude, longitude, bytes, ms",
      received: excerpt(text),
      hint: "Check that the line is complete",
    });
  return {
    end: readQuantity(fields[1]!, STAMP_MS, where),
    bytes: readQuantity(fields[4]!, RECEIVED_BYTES, where),
    ms: readQuantity(fields[5]!, STAMP_MS, where),
  };
}

const backwards = (end: number, previous: number, where: string) =>
  new InputError({
    where,
    expected: `a time of ${previous} ms or more, as in the row above`,
    received: `${end}`,
    hint: "Sort the rows by their second column, or part the file where the clock began anew",
  });
