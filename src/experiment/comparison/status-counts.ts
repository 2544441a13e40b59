import type { StatusCounts } from "../../model/results.js";
import { ABSENT, type ResultTable, SESSION_STATUSES } from "../result-table.js";

/** How the sessions on some seats ended. */
export function statusCounts(
  { statuses, seats: inUnit }: ResultTable,
  seats: readonly number[],
): StatusCounts {
  const byCode = new Uint32Array(ABSENT + 1);
  for (const seat of seats)
    for (let session = seat; session < statuses.length; session += inUnit) byCode[statuses[session]!]!++;
  const counts = SESSION_STATUSES.map((status, code) => [status, byCode[code]!] as const);
  return Object.fromEntries(counts) as StatusCounts;
}
