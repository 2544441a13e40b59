import { type Gaps, leftOutInWords, type TraceNote } from "../model/trace-note.js";
import { count, quantity } from "./number-format.js";

const FILLED: Readonly<Record<Gaps, string>> = {
  hold: "the rest holds the capacity known last",
  mean: "the rest has the mean capacity",
  drop: "the rest is left out",
};

export function noteInWords(note: TraceNote): string {
  if (note.kind === "left-out") return `left out: ${leftOutInWords(note)}`;
  const { measured, duration, downloads, withoutDuration, gaps } = note;
  const share = quantity(measured / duration, "%");
  const rest = measured === duration ? "" : `; ${FILLED[gaps]} (--gaps ${gaps})`;
  const atOnce =
    withoutDuration === 0
      ? ""
      : `. ${count(withoutDuration)} of them took no time, and say nothing of the link`;
  return `measured: ${share} of ${quantity(duration, "s")}, by ${downloads === 1 ? "1 download" : `${count(downloads)} downloads`}${rest}${atOnce}`;
}
