import type { StatusCounts } from "../../model/results.js";
import type { ResultTable } from "../result-table.js";

/** How the sessions on some seats ended. */
export function statusCounts(table: ResultTable, seats: readonly number[]): StatusCounts {
  const counts = { completed: 0, quit: 0, starved: 0, failed: 0 };
  for (let unit = 0; unit < table.units; unit++)
    for (const seat of seats) {
      const status = table.status(unit, seat);
      if (status !== undefined) counts[status]++;
    }
  return counts;
}
