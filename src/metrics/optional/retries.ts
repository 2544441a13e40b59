import { type OptionalColumn, segmentTables } from "./column.js";

/** Attempts beyond the first, of requests of every kind. */
export const retries: OptionalColumn = {
  name: "retries",
  label: "retries",
  unit: "",
  better: "lower",
  applies: ({ requests }) => requests?.retry !== undefined,
  read({ log }) {
    let count = 0;
    for (const table of segmentTables(log))
      for (let row = 0; row < table.count; row++) if ((table.details[row]?.attempt ?? 0) > 0) count++;
    for (const other of log.others) if (other.attempt > 0) count++;
    return count;
  },
};
