/** The figures that traces are chosen by; each name ends in its unit, or has none. */
export const FILTER_FIGURES = [
  "mean-mbps",
  "min-mbps",
  "median-mbps",
  "max-mbps",
  "cov",
  "outage-share",
  "longest-outage-s",
  "duration-s",
] as const;

export type FilterFigure = (typeof FILTER_FIGURES)[number];

/** A range that a figure has to be in, its ends included. */
export interface FilterRule {
  readonly figure: FilterFigure;
  /** Missing: any. */
  readonly low?: number;
  /** Missing: any. */
  readonly high?: number;
}

/** A trace, and the rules that it broke: if none, it is kept. */
export interface FilteredTrace {
  /** The file that it is in. */
  readonly source: string;
  /** Which one of the file, if it has several. */
  readonly part?: string;
  /** Those that there are rules for; missing where a trace has none. */
  readonly figures: Partial<Readonly<Record<FilterFigure, number>>>;
  readonly broken: readonly FilterFigure[];
  /** The file that it went to, below the folder written to, if it is kept. */
  readonly file?: string;
}

/** What was asked of many traces, and what became of each. */
export interface TraceFiltering {
  readonly rules: readonly FilterRule[];
  /** Seconds: all figures but mean and duration are of bins of this length. */
  readonly bin: number;
  readonly traces: readonly FilteredTrace[];
}
