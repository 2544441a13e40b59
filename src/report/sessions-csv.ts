import type { MetricColumn, SessionRow } from "../model/results.js";
import type { SessionIdentity, SessionStatus } from "../model/session.js";
import { csvLine } from "./csv.js";
import { CsvBytes, type EncodedCells, encodedCells } from "./csv-bytes.js";

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

/** What the lines of a session begin with, here and in `segments.csv`: the same for all replicates. */
export function whoseCells(
  { scenario, policy, client, traceSet, trace, video }: Omit<SessionIdentity, "replicate" | "seed">,
  clients = false,
): EncodedCells {
  const who = clients ? [scenario, policy, client] : [scenario, policy];
  return encodedCells([...who, traceSet, trace, video]);
}

/** A line of `sessions.csv`: see {@link SessionRow}. */
export interface SessionCells extends Pick<SessionRow, "status" | "values"> {
  readonly whose: EncodedCells;
  readonly replicate: number;
  readonly seed: number;
}

/** Writes one session as a line of `sessions.csv`. Its values are parallel to the columns of the header. */
export function writeSessionLine(
  { whose, replicate, seed, status, values }: SessionCells,
  to: CsvBytes,
): void {
  to.cells(whose);
  to.number(replicate);
  to.number(seed);
  to.cells(STATUS_CELLS[status]);
  for (let column = 0; column < values.length; column++) to.number(values[column]);
  to.endRecord();
}

const STATUS_CELLS: Readonly<Record<SessionStatus, EncodedCells>> = {
  completed: encodedCells(["completed"]),
  quit: encodedCells(["quit"]),
  starved: encodedCells(["starved"]),
  failed: encodedCells(["failed"]),
};

/** The same as text. */
export function sessionLine({ identity, status, values }: SessionRow, clients = false): string {
  const { replicate, seed } = identity;
  const line = new CsvBytes();
  writeSessionLine({ whose: whoseCells(identity, clients), replicate, seed, status, values }, line);
  return new TextDecoder().decode(line.take());
}
