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

/**
 * The first line of `sessions.csv`.
 *
 * @param clients whether several clients share a link anywhere: rows then say which they are of, after the policy
 */
export function sessionsHeader(columns: readonly MetricColumn[], clients = false): string {
  const [scenario, policy, ...rest] = SESSION_IDENTITY_COLUMNS;
  const identity = clients ? [scenario, policy, "client", ...rest] : SESSION_IDENTITY_COLUMNS;
  return csvLine([...identity, ...columns.map((column) => column.name)]);
}

/** One session as a line of `sessions.csv`. Its values are parallel to the columns of the header. */
export function sessionLine({ identity, status, values }: SessionRow, clients = false): string {
  const { scenario, policy, client, traceSet, trace, video, replicate, seed } = identity;
  const who = clients ? [scenario, policy, client] : [scenario, policy];
  return csvLine([...who, traceSet, trace, video, replicate, seed, status, ...values]);
}
