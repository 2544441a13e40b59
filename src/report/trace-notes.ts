import type { OptionalColumns } from "../model/trace.js";
import { type Gaps, leftOutInWords, type TraceNote } from "../model/trace-note.js";
import { count, quantity } from "./number-format.js";

const FILLED: Readonly<Record<Gaps, string>> = {
  hold: "the rest holds the capacity known last",
  mean: "the rest has the mean capacity",
  drop: "the rest is left out",
};

const FILLED_ROWS = { hold: "holds the capacity known last", mean: "has the mean capacity" } as const;

export function noteInWords(note: TraceNote): string {
  if (note.kind === "left-out") return `left out: ${leftOutInWords(note)}`;
  if (note.kind === "starts-at") return `begins at ${quantity(note.time, "s")}: the time before is left out`;
  if (note.kind === "filled") {
    const { filled, duration, gaps } = note;
    return `without data: ${quantity(filled / duration, "%")} of ${quantity(duration, "s")}, which ${FILLED_ROWS[gaps]} (--gaps ${gaps})`;
  }
  const { measured, duration, downloads, withoutDuration, gaps } = note;
  const share = quantity(measured / duration, "%");
  const rest = measured === duration ? "" : `; ${FILLED[gaps]} (--gaps ${gaps})`;
  const atOnce =
    withoutDuration === 0
      ? ""
      : `. ${count(withoutDuration)} of them took no time, and say nothing of the link`;
  return `measured: ${share} of ${quantity(duration, "s")}, by ${downloads === 1 ? "1 download" : `${count(downloads)} downloads`}${rest}${atOnce}`;
}

/** Notes on many traces, those of one kind added up: a line a kind. */
export function notesInWords(notes: readonly TraceNote[]): readonly string[] {
  const sums = new Map<string, TraceNote>();
  let startLate = 0;
  for (const note of notes) {
    if (note.kind === "starts-at") startLate++;
    else {
      const key = note.kind === "left-out" ? note.many : `${note.kind} ${note.gaps}`;
      const sum = sums.get(key);
      sums.set(key, sum === undefined ? note : added(sum, note));
    }
  }
  const begin = startLate === 1 ? "1 trace begins" : `${count(startLate)} traces begin`;
  const late = `${begin} after 0 s: the time before is left out`;
  return [...[...sums.values()].map(noteInWords), ...(startLate > 0 ? [late] : [])];
}

function added(a: TraceNote, b: TraceNote): TraceNote {
  if (a.kind === "left-out" && b.kind === "left-out") return { ...a, count: a.count + b.count };
  if (a.kind === "filled" && b.kind === "filled")
    return { ...a, filled: a.filled + b.filled, duration: a.duration + b.duration };
  if (a.kind !== "measured" || b.kind !== "measured") return a;
  return {
    ...a,
    measured: a.measured + b.measured,
    duration: a.duration + b.duration,
    downloads: a.downloads + b.downloads,
    withoutDuration: a.withoutDuration + b.withoutDuration,
  };
}

/** What traces had and the format that they were written in has no place for; undefined if there is nothing. */
export function columnsLeftOut(columns: OptionalColumns, format: string): string | undefined {
  const names = (["latency", "loss"] as const).filter((column) => columns[column]);
  return names.length === 0
    ? undefined
    : `left out: ${names.join(" and ")}, which ${format} has no place for`;
}
