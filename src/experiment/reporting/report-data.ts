import type { SessionFailure, Summary, Timeline } from "../../model/results.js";
import type { originInWords } from "../../model/video.js";
import type { Distribution } from "../../report/charts/cdf.js";
import { sampleOf } from "../../report/charts/sample.js";
import type { Observed, ReportData, RunFacts } from "../../report/html/data.js";
import { armValues, type Results, setsOfTraces } from "../results/results.js";
import { type Change, changedSession } from "./changed-sessions.js";

/** What a report is made of as soon as all is simulated. */
export interface ObservedParts {
  readonly results: Results;
  /** Columns, the first that which the comparison is about. */
  readonly compared: readonly string[];
  /** In that column. */
  readonly changes: readonly Change[];
  readonly timelines: readonly Timeline[];
}

/** What a report shows of an experiment whatever that shows. It is no larger for more sessions. */
export function observed({ results, compared, changes, timelines }: ObservedParts): Observed {
  const [metric = ""] = compared;
  return {
    summary: {
      columns: results.columns,
      compared,
      arms: results.arms.map(({ name }) => ({ policy: name })),
    },
    distributions: distributions(results),
    changed: changes.map((change) => changedSession(results, metric, change)),
    timelines,
  };
}

/** What a report is made of. */
export interface ReportParts extends Omit<ObservedParts, "compared"> {
  readonly run: RunFacts;
  readonly summary: Summary;
  readonly failures: readonly SessionFailure[];
}

/** Everything that the report shows of an experiment. */
export function reportData({ run, summary, failures, ...parts }: ReportParts): ReportData {
  return { ...observed({ ...parts, compared: summary.compared }), run, summary, failures };
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
      const sample = sampleOf(armValues(results, arm, place).sort());
      return { policy: arm.name, metric: name, ...sample };
    }),
  );
}
