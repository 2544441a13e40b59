import type { ArmSummary, ChangedSession, SessionFailure, Summary, Timeline } from "../../model/results.js";
import type { Distribution } from "../charts/cdf.js";

/** What was run, for the head of the report. No dates: the same run gives the same bytes. */
export interface RunFacts {
  readonly title: string;
  readonly seed: number;
  /** Of abrsim. */
  readonly version: string;
  readonly profile?: string;
  readonly videos?: readonly string[];
  readonly traceSets?: readonly string[];
  readonly replicates?: number;
}

/** Everything that the HTML report shows. */
export interface ReportData {
  readonly run: RunFacts;
  readonly summary: Summary;
  /** Per arm and metric. */
  readonly distributions: readonly Distribution[];
  /** The sessions that changed most, the most changed first. */
  readonly changed: readonly ChangedSession[];
  /** Of those sessions, both sides, where they could be drawn; those on one trace, video and replicate share their axes. */
  readonly timelines: readonly Timeline[];
  readonly failures: readonly SessionFailure[];
}

/** What of it is known as soon as all is simulated. */
export interface Observed extends Pick<ReportData, "distributions" | "changed" | "timelines"> {
  readonly summary: Pick<Summary, "columns" | "compared"> & {
    readonly arms: readonly Pick<ArmSummary, "policy">[];
  };
}

/** A chart of the report, to be written to `charts/<name>.vl.json` and `charts/<name>.svg`. */
export interface Chart {
  /** Safe as the name of a file. */
  readonly name: string;
  readonly spec: object;
  readonly svg: string;
}
