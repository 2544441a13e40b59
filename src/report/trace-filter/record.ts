import type { TraceFiltering } from "../../model/trace-filter.js";

/** The name of the record in the folder of the traces that were kept; not taken for a trace itself. */
export const FILTER_RECORD = "filtered.json";

/** What was asked of the traces, and which were kept and which dropped, by which rule: JSON, a line a trace. */
export function filterRecord({ rules, bin, traces }: TraceFiltering): string {
  const kept = traces.filter(({ broken }) => broken.length === 0);
  const dropped = traces.filter(({ broken }) => broken.length > 0);
  return `{
  "rules": ${lines(rules)},
  "binSeconds": ${bin},
  "kept": ${lines(kept.map(({ broken: _, ...trace }) => trace))},
  "dropped": ${lines(dropped)}
}
`;
}

/** The files that a record says were kept; undefined for text that is no record. */
export function keptFilesOf(record: string): readonly string[] | undefined {
  try {
    const { kept } = JSON.parse(record) as { readonly kept: readonly { readonly file: string }[] };
    return kept.map(({ file }) => file);
  } catch {
    return undefined;
  }
}

const lines = (values: readonly object[]): string =>
  values.length === 0 ? "[]" : `[\n${values.map((value) => `    ${JSON.stringify(value)}`).join(",\n")}\n  ]`;
