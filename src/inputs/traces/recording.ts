import type { RecordedSession } from "../../model/recorded-session.js";
import { isRecording, readRecording } from "../recordings/index.js";
import type { TraceFormat } from "./format.js";
import { linkOfDownloads } from "./link-of-downloads.js";

/**
 * What abrsim's adapters record in a player: JSON lines, one or several sessions a file, each a part called by its
 * number.
 *
 * - Interval: as long as the same downloads were under way; each download's bits are spread evenly from its first byte to
 *   its end. Times without a download hold the capacity known last, unless told otherwise.
 * - Units: seconds, bits.
 * - End: the trace repeats after the last download's end.
 */
export const recording: TraceFormat = {
  name: "recording",
  looks: "JSON lines that abrsim's adapters wrote",
  means: { interval: "while the same downloads are under way", units: "s, bits", end: "repeats" },
  gaps: "hold",

  detect: isRecording,

  async read(chunks, { where, gaps = "hold" }, sink) {
    let number = 0;
    let empty = 0;
    for await (const session of readRecording(chunks, where)) {
      const part = `${++number}`;
      const link = linkOfDownloads(samplesOf(session), gaps);
      if (link === undefined) empty++;
      else {
        for (const interval of link.intervals) sink.interval(interval, session.line, part);
        sink.note(link.note, part);
      }
    }
    if (empty > 0)
      sink.note({
        kind: "left-out",
        count: empty,
        one: "session without a download",
        many: "sessions without a download",
      });
  },
};

const samplesOf = ({ calls }: RecordedSession) =>
  calls.flatMap((call) => (call.call === "sample" ? [call.sample] : []));
