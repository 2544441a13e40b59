import type { MetricColumn, SessionRow } from "../model/results.js";
import { csvLine } from "./csv.js";

/** The columns of `sessions.csv` that say which session a row is; the experiment's metric columns follow. */
export const SESSION_IDENTITY_COLUMNS = [
  "scenario",
  "policy",
  "trace_set",
  "trace",
  "video",
  "replicate",
  "seed",
  "status",
] as const;

/** The first line of `sessions.csv`. */
export function sessionsHeader(columns: readonly MetricColumn[]): string {
  return csvLine([...SESSION_IDENTITY_COLUMNS, ...columns.map((column) => column.name)]);
}

/** One session as a line of `sessions.csv`. Its values are parallel to the columns of the header. */
export function sessionLine({ identity, status, values }: SessionRow): string {
  const { scenario, policy, traceSet, trace, video, replicate, seed } = identity;
  return csvLine([scenario, policy, traceSet, trace, video, replicate, seed, status, ...values]);
}
