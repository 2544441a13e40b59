import { readTraces } from "../../../src/inputs/traces/read-trace.js";
import { leftOutInWords } from "../../../src/model/trace-note.js";
import type { FoundTrace } from "./columns-of.js";

/** How long a trace is, and what it carries. */
export function totalOf({ columns: { durations, bandwidths } }: FoundTrace) {
  let seconds = 0;
  let bits = 0;
  durations.forEach((duration, row) => {
    seconds += duration;
    bits += duration * bandwidths[row]!;
  });
  return { seconds, bits };
}

/** What a format leaves out of a text, in words. */
export async function leftOutOf({ name }: { readonly name: string }, text: string): Promise<string[]> {
  const { traces, notes } = await readTraces([text], { name: "set/file", set: "set", format: name });
  return [...traces.flatMap((trace) => trace.notes), ...notes].flatMap((note) =>
    note.kind === "left-out" ? leftOutInWords(note) : [],
  );
}
