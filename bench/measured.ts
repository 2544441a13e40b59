/** Everything that a run of the bench measures. */
export interface Measured {
  readonly policies: PolicySpeeds;
  readonly shapes: readonly ShapeCost[];
  readonly scaling: Scaling;
  readonly engine: readonly EngineCase[];
}

/** Segments a second of processor time, on one core. */
export interface PolicySpeeds {
  /** Of the C loop, which does `bb`. */
  readonly c: number;
  readonly policies: readonly { readonly policy: string; readonly segments: number }[];
}

/** How a policy's speed depends on one size, all others being the usual ones. */
export interface ShapeCost {
  readonly policy: string;
  readonly size: "intervals" | "levels";
  /** By size: segments a second. */
  readonly speeds: readonly { readonly at: number; readonly segments: number }[];
}

/** Of `abrsim run`, the program as a whole: all metrics, CSV and the summary, without a report. */
export interface Scaling {
  readonly sessions: number;
  readonly runs: readonly ThreadRun[];
}

export interface ThreadRun {
  readonly jobs: number;
  /** Wall-clock, the median of some. */
  readonly seconds: number;
  /** How many times one process's work as many processes do in its time that share nothing: all that the machine has. */
  readonly processes: number;
  readonly peakMegabytes: number;
}

export interface EngineCase {
  readonly name: string;
  readonly segments: number;
  readonly sessions: number;
}
