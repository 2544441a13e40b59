import { csvLine } from "../csv.js";
import type { RegretReport } from "./regret.js";

const COLUMNS = [
  "scenario",
  "policy",
  "trace_set",
  "trace",
  "video",
  "replicate",
  "seed",
  "status",
  "qoe",
  "achieved",
  "optimum_lower",
  "optimum_upper",
  "regret",
];

/** One row a session and QoE model, in full precision. */
export function csvRegret({ models }: RegretReport): string {
  const lines = models.flatMap(({ model, rows }) =>
    rows.map(({ identity, status, achieved, lower, upper, regret }) => {
      const { scenario, policy, traceSet, trace, video, replicate, seed } = identity;
      const who = [scenario, policy, traceSet, trace, video, replicate, seed, status];
      return csvLine([...who, model, achieved, lower, upper, regret]);
    }),
  );
  return csvLine(COLUMNS) + lines.join("");
}
