import type { Trace } from "../../model/trace.js";
import type { FaultSeverity, TraceFault } from "../../model/trace-faults.js";
import type { TraceNote } from "../../model/trace-note.js";
import { median, quantileSorted } from "../../statistics/index.js";
import type { BitsPerSecond, Seconds } from "../../units.js";

export interface Rates {
  /** The median. */
  readonly usual: BitsPerSecond;
  /** The 95th percentile. */
  readonly high: BitsPerSecond;
}

/** A trace to be looked at, with what several rules ask of it. */
export interface LintedTrace {
  readonly trace: Trace;
  /** What its reader said of it. */
  readonly notes: readonly TraceNote[];
  /** Of its rates, those of 0 left out; undefined where all are. */
  readonly rates: Rates | undefined;
  /** The median of its intervals. */
  readonly usualInterval: Seconds;
}

/** What is usual in a set. */
export interface LintedSet {
  /** How many traces have rates. */
  readonly traces: number;
  /** The medians of their rates; undefined where none has any. */
  readonly rates: Rates | undefined;
  /** Robust standard deviations of the logarithms of their rates. */
  readonly spread: { readonly [Rate in keyof Rates]: number };
}

/** One thing to look for; it tells of a trace once, with the worst place and how many there are. */
export interface LintRule {
  readonly severity: FaultSeverity;
  check(linted: LintedTrace, set: LintedSet): TraceFault | undefined;
}

export function lintedTrace(trace: Trace, notes: readonly TraceNote[]): LintedTrace {
  const ascending = trace.bandwidths.filter((rate) => rate > 0).sort();
  const [usual, high] = [quantileSorted(ascending, 0.5), quantileSorted(ascending, 0.95)];
  return {
    trace,
    notes,
    rates: usual === undefined || high === undefined ? undefined : { usual, high },
    usualInterval: median(trace.durations)!,
  };
}

export function lintedSet(members: readonly LintedTrace[]): LintedSet {
  const known = members.flatMap(({ rates }) => rates ?? []);
  if (known.length === 0) return { traces: 0, rates: undefined, spread: { usual: 0, high: 0 } };
  const [usual, high] = [
    middleOf(known.map((rates) => rates.usual)),
    middleOf(known.map((rates) => rates.high)),
  ];
  return {
    traces: known.length,
    rates: { usual: usual.middle, high: high.middle },
    spread: { usual: usual.spread, high: high.spread },
  };
}

/** From the median absolute deviation to the standard deviation of a normal distribution. */
const MAD_TO_SD = 1.4826;

function middleOf(rates: readonly BitsPerSecond[]): { middle: BitsPerSecond; spread: number } {
  const middle = median(rates)!;
  return { middle, spread: MAD_TO_SD * median(rates.map((rate) => Math.abs(Math.log(rate / middle))))! };
}

/** When an interval begins. */
export const startOf = ({ ends }: Trace, row: number): Seconds => (row === 0 ? 0 : ends[row - 1]!);
