import type { SessionFailure, Summary, Timeline } from "../../model/results.js";
import type { originInWords } from "../../model/video.js";
import type { Distribution } from "../../report/charts/cdf.js";
import type { ReportData, RunFacts } from "../../report/html/data.js";
import { armValues, type Results, setsOfTraces } from "../results/results.js";
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

/** What the head of a report says of a run, where the results do not say it themselves. */
interface RunDetails {
  /** Of abrsim. */
  readonly version: string;
  readonly videos: readonly { readonly name: string; readonly sizes: ReturnType<typeof originInWords> }[];
  readonly replicates: number;
}

export function runFacts(
  { scenario, seed, traces }: Results,
  { version, videos, replicates }: RunDetails,
): RunFacts {
  return {
    title: scenario,
    seed,
    version,
    videos: videos.map(({ name, sizes }) => (sizes === "exact" ? name : `${name} (sizes ${sizes})`)),
    traceSets: setsOfTraces(traces).sets,
    replicates,
  };
}

function distributions(results: Results): Distribution[] {
  return results.columns.flatMap(({ name }, place) =>
    results.arms.map((arm): Distribution => {
      const sorted = Float64Array.from(armValues(results, arm, place)).sort();
      return { policy: arm.name, metric: name, sorted };
    }),
  );
}
