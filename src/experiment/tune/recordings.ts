import type { Trace } from "../../model/trace.js";

/** What of a trace tells which recording it is part of. */
export type NamedTrace = Pick<Trace, "name" | "set" | "durations" | "period" | "bitsPerPeriod">;

/** As `abrsim traces split` names the windows of a trace: `bus-001.csv`, `bus-002.csv`. */
const WINDOW = /^(.+)-\d{3,}(?:\.[^/]*)?$/;

/** Of each trace, the number of the recording that it is part of, by the first trace of each. */
export interface Recordings {
  readonly recordingOf: Int32Array;
  /** Sets all of whose traces are numbered as windows of one recording would be, and may be no such thing. */
  readonly doubtful: readonly string[];
}

/**
 * Which traces are parts of one recording, and must not be on both sides of a split: those of the same content; those for
 * which the user's pattern finds the same; and without one, those that are named as windows of one, where the set has
 * others beside.
 *
 * @param together finds what parts of a recording have in common in their names; its first group, if it has one
 */
export function recordingsOf(traces: readonly NamedTrace[], together?: RegExp): Recordings {
  const recordingOf = Int32Array.from(traces.keys());
  const rootOf = (trace: number): number => {
    let root = trace;
    while (recordingOf[root] !== root) root = recordingOf[root]!;
    return root;
  };
  const join = (keyOf: (trace: NamedTrace) => string | undefined) => {
    const first = new Map<string, number>();
    traces.forEach((trace, place) => {
      const key = keyOf(trace);
      if (key === undefined) return;
      const [one, other] = [rootOf(first.get(key) ?? place), rootOf(place)];
      recordingOf[Math.max(one, other)] = Math.min(one, other);
      if (!first.has(key)) first.set(key, place);
    });
  };

  join(contentOf);
  const doubtful: string[] = [];
  if (together) join(({ name }) => found(together, name));
  else
    for (const [set, windows] of windowsBySet(traces)) {
      const isAll = new Set(windows.values()).size === 1 && windows.size > 1;
      if (isAll && windows.size === traces.filter((trace) => trace.set === set).length) doubtful.push(set);
      else join((trace) => (trace.set === set ? windows.get(trace.name) : undefined));
    }
  return { recordingOf: Int32Array.from(traces, (_, place) => rootOf(place)), doubtful };
}

/** Two traces that agree in all of this are copies: sums of measured figures do not meet by chance. */
const contentOf = ({ durations, period, bitsPerPeriod }: NamedTrace): string =>
  [durations.length, period, bitsPerPeriod].join();

function found(pattern: RegExp, name: string): string | undefined {
  const match = pattern.exec(name);
  return match ? (match[1] ?? match[0]) : undefined;
}

/** Of each set, the traces that are named as windows, and what of. */
function windowsBySet(traces: readonly NamedTrace[]): Map<string, Map<string, string>> {
  const sets = new Map<string, Map<string, string>>();
  for (const { name, set } of traces) {
    const stem = WINDOW.exec(name)?.[1];
    if (!sets.has(set)) sets.set(set, new Map());
    if (stem !== undefined) sets.get(set)!.set(name, stem);
  }
  return sets;
}
