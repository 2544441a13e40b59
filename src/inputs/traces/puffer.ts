import { InputError } from "../../errors.js";
import type { TraceInterval } from "../../model/trace.js";
import type { Gaps } from "../../model/trace-note.js";
import { bitsFromBytes, type Seconds, secondsFromNs, secondsFromUs } from "../../units.js";
import type { Quantity } from "../quantity.js";
import type { TraceFormat, TraceSink } from "./format.js";
import { GapFilling } from "./gap-filling.js";
import { LeftOut } from "./left-out.js";
import { forEachNamedRow, headerOf, type NamedRow } from "./named-columns.js";
import { PartNames } from "./part-names.js";
import { BANDWIDTH_BYTES_S } from "./quantities.js";

const TIME = "time (ns GMT)";
const NEEDED = [TIME, "session_id", "delivery_rate", "rtt"] as const;

/** Some copies have dropped the unit. */
const rename = (name: string): string => (name === "time" ? TIME : name);

/** From 2001 to 2033: a slip does not make a gap of decades. */
const TIME_NS: Quantity = { name: "a time in ns since 1970", min: 1e18, max: 2e18 };
const RTT_US: Quantity = { name: "a round-trip time in us", min: 0, max: 1e12 };

/** The most that Puffer's player buffers: after a longer silence it has stalled or was paused, and which is not said. */
const LONGEST_STEP: Seconds = 15;

type Rate = Omit<TraceInterval, "duration">;

/**
 * Puffer's daily `video_sent_*.csv` (Yan et al., NSDI 2020): a row for each chunk that a server sends, of 2.002 s of
 * video, with what TCP measured until then; with the columns `buffer` and `cum_rebuf`, which came later, or without. A
 * part is a stream, which is a session on one channel: `session_id-index`.
 *
 * - Interval: from a row's time to that of the next of its stream, at the row's rate; so a stream's last row has none.
 *   Steps over 15 s, and steps from a row at which TCP had measured nothing yet (it gives 0 then), are left out, unless
 *   told otherwise.
 * - Units: `delivery_rate` is the kernel's tcpi_delivery_rate in bytes per second, and `rtt` its smoothed round-trip time in
 *   us, taken for the latency. The conversion published with MERINA (Kan et al., ACM MM 2022; "puffer_211017" and
 *   "puffer_220218") gives megabytes per second for Mbps: its rates are 8 times low.
 * - End: the trace repeats after the stream's last row.
 */
export const puffer: TraceFormat = {
  name: "puffer",
  looks: "Puffer's video_sent, with the columns session_id and delivery_rate",
  means: { interval: "from a chunk to the next", units: "ns, bytes per second, us", end: "repeats" },
  gaps: "drop",

  detect(head) {
    const header = headerOf(head);
    return header.includes("session_id") && (header.includes("expt_id") || header.includes("delivery_rate"));
  },

  async read(chunks, { where, gaps = "drop" }, sink) {
    const parts = new PartNames();
    const streams = new Map<string, Stream>();
    const leftOut = new LeftOut();
    await forEachNamedRow(
      chunks,
      where,
      NEEDED,
      (row) => {
        const index = row.optionalText("index");
        const session = row.text("session_id");
        const part = index === undefined ? session : `${session}-${index}`;
        let stream = streams.get(part);
        if (stream === undefined) {
          const name = parts.nameOf(part);
          stream = new Stream(gaps, leftOut, sink, name);
          streams.set(name, stream);
        }
        stream.add(row);
      },
      { rename, hint: "Take the day's video_sent file: video_acked and client_buffer have no rates" },
    );
    for (const stream of streams.values()) stream.end();
    leftOut.note(sink);
  },
};

class Stream {
  readonly #trace: GapFilling;
  /** The longest step that its row's rate is good for. */
  readonly #longest: Seconds;
  readonly #leftOut: LeftOut;
  /** The time of the row above, and the rate that holds from then on; none where TCP had measured nothing. */
  #above: { readonly ns: number; readonly rate: Rate | undefined } | undefined;

  constructor(gaps: Gaps, leftOut: LeftOut, sink: TraceSink, part: string) {
    this.#trace = new GapFilling(
      gaps,
      leftOut,
      (interval, line) => sink.interval(interval, line, part),
      (note) => sink.note(note, part),
    );
    // What was known last is that rate.
    this.#longest = gaps === "hold" ? Number.POSITIVE_INFINITY : LONGEST_STEP;
    this.#leftOut = leftOut;
  }

  add(row: NamedRow<(typeof NEEDED)[number]>): void {
    const above = this.#above;
    const ns = row.number(TIME, TIME_NS);
    this.#above = { ns, rate: readRate(row) };
    if (above === undefined || ns === above.ns) return;
    if (ns < above.ns)
      throw new InputError({
        where: row.where(TIME),
        expected: `a time of ${above.ns} ns or more, as in the stream's row above`,
        received: `${ns}`,
        hint: "Sort the rows by time",
      });
    // Numbers of this size are 256 apart, and so times are right to a quarter of a microsecond.
    const duration = secondsFromNs(ns - above.ns);
    if (above.rate && duration <= this.#longest) this.#trace.known({ duration, ...above.rate }, row.line);
    else this.#trace.unknown(duration, row.line);
  }

  end(): void {
    this.#trace.end();
    if (!this.#trace.isKnown)
      this.#leftOut.count("stream without an interval", "streams without an interval");
  }
}

function readRate(row: NamedRow<"delivery_rate" | "rtt">): Rate | undefined {
  const rate = row.number("delivery_rate", BANDWIDTH_BYTES_S);
  const rtt = row.number("rtt", RTT_US);
  if (rate === 0 || rtt === 0) return undefined;
  return { bandwidth: bitsFromBytes(rate), latency: secondsFromUs(rtt) };
}
