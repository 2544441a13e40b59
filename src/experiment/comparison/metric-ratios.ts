import { type RatioColumn, sum } from "../../statistics/index.js";
import type { GroupedFigures } from "../results/results.js";
import type { MetricSessions } from "./metric-sessions.js";

/** Which sessions of which arms enter a comparison, and what each trace counts. */
export interface Sampling {
  /** By trace; 1 where nothing is weighted. */
  readonly weights: Float64Array;
  /** Whether an arm is looked at on a trace: always, in a paired design. */
  takes(arm: number, trace: number): boolean;
}

/** A metric of every arm as sums over each trace, whose ratio is its mean, and what went into it. */
export interface MetricRatios {
  readonly arms: readonly RatioColumn[];
  /** By arm: of each trace, how many units; none of a trace on which it is not looked at. */
  readonly units: readonly Uint32Array[];
}

/** @param seats of each arm, the seats that count */
export function metricRatios(
  sessions: MetricSessions,
  results: GroupedFigures,
  seats: readonly (readonly number[])[],
  { weights, takes }: Sampling,
): MetricRatios {
  const units = seats.map((_, arm) => unitsByTrace(sessions.counted, results, (trace) => takes(arm, trace)));
  const arms = seats.map((ofArm, arm) => ratioOf(sessions, results, ofArm, units[arm]!, weights));
  return { arms, units };
}

function unitsByTrace(
  counted: Uint8Array,
  { traces, traceOfUnit }: GroupedFigures,
  takes: (trace: number) => boolean,
): Uint32Array {
  const units = new Uint32Array(traces.length);
  for (let unit = 0; unit < counted.length; unit++) units[traceOfUnit[unit]!]! += counted[unit]!;
  return units.map((count, trace) => (takes(trace) ? count : 0));
}

function ratioOf(
  { values, numerator, denominator, counted }: MetricSessions,
  { table, traceOfUnit, traces }: GroupedFigures,
  seats: readonly number[],
  units: Uint32Array,
  weights: Float64Array,
): RatioColumn {
  const above = new Float64Array(traces.length);
  const below = new Float64Array(traces.length);
  const { seats: inUnit } = table;
  for (let unit = 0; unit < counted.length; unit++) {
    const trace = traceOfUnit[unit]!;
    if (counted[unit] === 0 || units[trace] === 0) continue;
    // A session of several clients is one pair with the control's one: each client counts its part.
    const weight = weights[trace]! / seats.length;
    for (let player = 0; player < seats.length; player++) {
      const session = unit * inUnit + seats[player]!;
      if (Number.isNaN(values[session])) continue;
      for (const part of numerator) above[trace]! += weight * part[session]!;
      if (denominator === undefined) below[trace]! += weight;
      else for (const part of denominator) below[trace]! += weight * part[session]!;
    }
  }
  return { numerator: above, denominator: below };
}

/** The mean, or the ratio of sums; undefined where nothing is below the line. */
export function meanOf({ numerator, denominator }: RatioColumn): number | undefined {
  const below = sum(denominator);
  return below > 0 ? sum(numerator) / below : undefined;
}

/** How many units there are. */
export const unitsIn = (byTrace: Uint32Array): number => byTrace.reduce((total, units) => total + units, 0);
