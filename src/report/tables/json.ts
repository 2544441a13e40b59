import type { Summary } from "../../model/results.js";

/** The whole summary, as in `summary.json`. What is missing is left out. */
export function jsonTable(summary: Summary): string {
  return `${JSON.stringify(summary, null, 2)}\n`;
}
