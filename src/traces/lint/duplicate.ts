import type { Trace } from "../../model/trace.js";
import { rowHashes, sameRows } from "./row-hash.js";

/**
 * Traces that are the same, interval by interval, as one before: they would count twice, and their intervals would be too
 * narrow. Of each, the first that it equals.
 */
export function duplicates(traces: readonly Trace[]): ReadonlyMap<Trace, Trace> {
  const seen = new Map<string, Trace[]>();
  const found = new Map<Trace, Trace>();
  for (const trace of traces) {
    const length = trace.durations.length;
    const key = `${length} ${rowHashes(trace).reduce((hash, row) => (Math.imul(hash, 31) + row) | 0, 0)}`;
    const alike = seen.get(key) ?? [];
    const first = alike.find((other) => sameRows(trace, 0, other, 0, length));
    if (first) found.set(trace, first);
    else seen.set(key, [...alike, trace]);
  }
  return found;
}
