import { InputError } from "../../errors.js";
import { type Bits, type BitsPerSecond, bitsFromBytes, msFromSeconds, type Seconds } from "../../units.js";
import { count, decimal } from "../number-format.js";
import type { TraceWriter } from "./trace-writer.js";

/** What one line lets through: an Ethernet payload (Netravali et al., USENIX ATC 2015). */
const PACKET: Bits = bitsFromBytes(1500);
/** Lines for one interval, about a gigabyte: a longer or faster one is a slip of unit, or none to write a line a packet of. */
const MOST_PACKETS = 1e8;
/** Milliseconds. What a running sum may be off by without making a time the next ms; no interval is shorter. */
const ROUNDING = 1e-3;
/** Of a packet. What a running sum may be off by without making or losing one. */
const SPECK = 1e-6;
/** Characters given away at a time. */
const PIECE = 65_536;

/**
 * Mahimahi's packet-delivery traces: a whole number of ms a line, for each opportunity to deliver 1500 bytes. A packet is
 * delivered at the end of the ms in which the link has carried its last bit; what is left of a packet at the end of an
 * interval is carried into the next. Mahimahi repeats a trace after its last line, so the last packet is delivered at the
 * end of the trace: filled up, if the link has carried a part of it, and else held back until then. So at the end of any ms
 * the packets delivered are within one packet of what the link has carried, and the trace repeats when it should, to
 * the ms.
 *
 * @throws InputError when a trace carries less than a packet, and for an interval of over 100 million packets
 */
export const mahimahi: TraceWriter = {
  name: "mahimahi",
  endings: [".mahi", ".up", ".down", ".txt"],
  carries: { latency: false, loss: false },

  open(_, where, put) {
    /** At the end of the intervals so far. */
    let elapsed: Seconds = 0;
    /** Of a packet: carried and not yet delivered. Below 0 by no more than a speck. */
    let rest = 0;
    /** The ms of the packet that is held back, for it may be the last. */
    let held: number | undefined;
    return {
      interval({ duration, bandwidth }) {
        const carried = rest + (bandwidth * duration) / PACKET;
        const packets = Math.floor(carried + SPECK);
        if (packets > MOST_PACKETS) throw tooMany(where, packets, duration, bandwidth);
        let text = "";
        for (let packet = 1; packet <= packets; packet++) {
          if (held !== undefined) text += `${held}\n`;
          held = msUntil(elapsed + Math.min(duration, ((packet - rest) * PACKET) / bandwidth));
          if (text.length < PIECE) continue;
          put(text);
          text = "";
        }
        if (text !== "") put(text);
        rest = carried - packets;
        elapsed += duration;
      },
      end() {
        if (held === undefined) throw lessThanOne(where, rest);
        if (rest > SPECK) put(`${held}\n`);
        put(`${msUntil(elapsed)}\n`);
      },
    };
  },
};

/** The whole ms that have passed when the one that a time falls into is over. */
const msUntil = (time: Seconds): number => Math.max(1, Math.ceil(msFromSeconds(time) - ROUNDING));

function tooMany(where: string, packets: number, duration: Seconds, bandwidth: BitsPerSecond): InputError {
  return new InputError({
    where,
    expected: `intervals of at most ${count(MOST_PACKETS)} packets of 1500 bytes, as each is a line in mahimahi`,
    received: `${count(packets)} in ${duration} s at ${bandwidth} bit/s`,
    hint: "Write another format, or check the units of the source",
  });
}

function lessThanOne(where: string, packets: number): InputError {
  return new InputError({
    where,
    expected: "a trace that carries a packet of 1500 bytes, which is the least that mahimahi can say",
    received: packets === 0 ? "one that carries nothing" : `one of ${decimal(packets)} packets`,
    hint: "Write another format",
  });
}
