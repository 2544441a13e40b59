import { InputError } from "../../errors.js";
import { bitsFromBytes, type Seconds, secondsFromMs } from "../../units.js";
import { readQuantity } from "../quantity.js";
import { forEachLine } from "../text.js";
import type { TraceFormat, TraceSink } from "./format.js";
import { STAMP_MS } from "./quantities.js";

/** What one line lets through: an Ethernet payload (Netravali et al., USENIX ATC 2015). */
const BITS_PER_OPPORTUNITY = bitsFromBytes(1500);

/** Opportunities are counted over stretches of this many ms. */
const BIN_MS = 1000;

/**
 * Mahimahi's packet-delivery traces: one whole number of ms a line, never falling; each is an opportunity to deliver
 * 1500 bytes at that time, and a time that stands on several lines is several opportunities.
 *
 * - Interval: opportunities are counted in bins of 1 s, and a bin's capacity is their bits over its length, so that
 *   no bit is lost. A packet delivered at t has used the link until t, so bin k holds the times in (k, k + 1] s;
 *   time 0, which is the end of the round before, counts in the first. The last bin ends at the last line's time and
 *   is the shorter for it. A silence of several bins is one interval without capacity.
 * - Units: ms; bytes of 8 bits.
 * - End: the trace repeats after the last line's time.
 */
export const mahimahi: TraceFormat = {
  name: "mahimahi",
  looks: "one whole number of ms a line",
  means: {
    interval: "a bin of 1 s, and the shorter rest; 1500 bytes a line",
    units: "ms",
    end: "repeats after the last time",
  },

  detect: ({ lines }) => /^\d+$/.test(lines[0] ?? ""),

  async read(chunks, { where }, sink) {
    const bins = new OpportunityBins(sink);
    let previous = 0;
    await forEachLine(chunks, where, (text, line) => {
      const here = `${where}:${line}`;
      const stamp = readQuantity(text, STAMP_MS, here);
      if (stamp < previous)
        throw new InputError({
          where: here,
          expected: `a time of ${previous} ms or more, as in the line above`,
          received: `${stamp}`,
          hint: "Sort the lines, or check that this is a Mahimahi trace and not a list of sizes or rates",
        });
      bins.count(stamp, line);
      previous = stamp;
    });
    if (previous === 0)
      throw new InputError({
        where,
        expected: "a last delivery opportunity after 0 ms, which is when the trace repeats",
        received: "none",
        hint: "Check that the file is complete",
      });
    bins.finish(previous);
  },
};

/** Turns the times of opportunities, in order, into intervals. */
class OpportunityBins {
  readonly #sink: TraceSink;
  /** The bin being counted. */
  #bin = 0;
  #opportunities = 0;
  #line = 0;

  constructor(sink: TraceSink) {
    this.#sink = sink;
  }

  count(stamp: number, line: number): void {
    const bin = Math.max(0, Math.ceil(stamp / BIN_MS) - 1);
    if (bin > this.#bin) {
      this.#push(secondsFromMs(BIN_MS));
      if (bin > this.#bin + 1) this.#push(secondsFromMs((bin - this.#bin - 1) * BIN_MS));
      this.#bin = bin;
    }
    this.#opportunities++;
    this.#line = line;
  }

  finish(lastStamp: number): void {
    this.#push(secondsFromMs(lastStamp - this.#bin * BIN_MS));
  }

  #push(duration: Seconds): void {
    const bandwidth = (this.#opportunities * BITS_PER_OPPORTUNITY) / duration;
    this.#sink.interval({ duration, bandwidth }, this.#line);
    this.#opportunities = 0;
  }
}
