import type { SessionFailure, Summary, Timeline } from "../../model/results.js";
import type { Distribution } from "../../report/charts/cdf.js";
import type { ReportData, RunFacts } from "../../report/html/data.js";
import type { Results } from "../results/results.js";
import { type Change, changedSession } from "./changed-sessions.js";

/** What a report is made of. */
export interface ReportParts {
  readonly run: RunFacts;
  readonly results: Results;
  readonly summary: Summary;
  /** In the metric that the comparison is about. */
  readonly changes: readonly Change[];
  readonly timelines: readonly Timeline[];
  readonly failures: readonly SessionFailure[];
}

/** Everything that the report shows of an experiment. */
export function reportData({ run, results, summary, changes, timelines, failures }: ReportParts): ReportData {
  const metric = summary.compared[0] ?? "";
  return {
    run,
    summary,
    distributions: distributions(results),
    changed: changes.map((change) => changedSession(results, metric, change)),
    timelines,
    failures,
  };
}

function distributions({ arms, columns, table }: Results): Distribution[] {
  return columns.flatMap(({ name }, place) =>
    arms.map((arm): Distribution => {
      const values: number[] = [];
      for (let unit = 0; unit < table.units; unit++)
        for (const seat of arm.seats) {
          const value = table.value(unit, seat, place);
          if (value !== undefined) values.push(value);
        }
      return { policy: arm.name, metric: name, sorted: Float64Array.from(values).sort() };
    }),
  );
}
