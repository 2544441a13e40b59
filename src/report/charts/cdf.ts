import type { TopLevelSpec } from "vega-lite";
import type { MetricColumn } from "../../model/results.js";
import { withUnit } from "../figures.js";
import { count, decimal, minus, type Scale, scaled, scaleOf } from "../number-format.js";
import { type CdfRange, cdfRange } from "./cdf-range.js";
import { countAt, type Sample, sizeOf } from "./sample.js";
import {
  ARM_OPACITY,
  armScales,
  type ChartMeta,
  directionOf,
  LIVE_PARAMS,
  legendBelow,
  THEME,
  ZOOM_X,
} from "./theme.js";

/** The values of one metric over the sessions of one arm; sessions without a value are left out. */
export interface Distribution extends Sample {
  readonly policy: string;
  readonly metric: string;
}

const MOST_POINTS = 200;
/** Of all curves of a chart together, so that a page of many arms stays small. */
const MOST_POINTS_IN_ALL = 1600;
const FEWEST_POINTS = 20;
/** Of a number of sessions that is not known exactly. */
const ROUGH_DIGITS = 2;

/**
 * Points of the empirical distribution function: at each value, the share of values up to it. Beyond `limit` of
 * them they are thinned evenly in rank, with both ends kept.
 */
export function cdfPoints(sample: Sample, limit = MOST_POINTS): { value: number; share: number }[] {
  const { sorted } = sample;
  const kept = sorted.length;
  const points: { value: number; share: number }[] = [];
  const steps = Math.min(kept, limit);
  for (let step = 0; step < steps; step++) {
    const place = steps === 1 ? 0 : Math.round((step * (kept - 1)) / (steps - 1));
    const value = sorted[place]!;
    const share = countAt(sample, place) / sizeOf(sample);
    const last = points.at(-1);
    // Of equal values only the highest share is on the curve.
    if (last?.value === value) last.share = share;
    else points.push({ value, share });
  }
  return points;
}

/**
 * How one metric is distributed over the sessions of each arm. Later arms are drawn thinner, over earlier ones, so
 * that curves that coincide are all seen.
 *
 * @param names what to call each arm, in the order of the experiment
 */
export function cdfChart(
  column: MetricColumn,
  distributions: readonly Distribution[],
  names: ReadonlyMap<string, string>,
): TopLevelSpec {
  const arms = [...names.values()];
  const scales = armScales(arms);
  const range = cdfRange(distributions);
  const scale = scaleOf(column, range ? [range.low, range.high] : []);
  const lowest = Math.min(...distributions.flatMap(({ sorted }) => sorted[0] ?? []));
  const limit = Math.min(
    MOST_POINTS,
    Math.max(FEWEST_POINTS, Math.floor(MOST_POINTS_IN_ALL / distributions.length)),
  );
  const values = distributions.flatMap((distribution) => {
    const { policy } = distribution;
    const arm = names.get(policy) ?? policy;
    const points = cdfPoints(distribution, limit).map(({ value, share }) => ({
      arm,
      value: scaled(value, scale),
      share,
    }));
    // Every curve rises from 0 at the lowest value of all, so that one that starts late is seen to.
    return points.length === 0 ? [] : [{ arm, value: scaled(lowest, scale), share: 0 }, ...points];
  });
  const width = 265;
  const from = range?.shareFrom ?? 0;
  const meta: ChartMeta = {
    zoom: "x",
    readout: {
      x: withUnit(column.label, scale),
      lines: [{ data: "points", x: "value", y: "share", unit: "%", between: "step" }],
    },
  };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `Cumulative distribution of ${column.label} over sessions, one line per policy.`,
    title: column.label,
    width,
    height: 175,
    usermeta: { ...meta },
    params: LIVE_PARAMS,
    data: { name: "points", values },
    mark: { type: "line", interpolate: "step-after", clip: true },
    encoding: {
      x: {
        field: "value",
        type: "quantitative",
        title: [
          withUnit(column.label, scale),
          ...directionOf(column),
          ...beyondInWords(range, scale, distributions.every(isWhole)),
        ],
        scale: { ...xScale(range, scale), ...ZOOM_X },
        axis: { tickCount: 6 },
      },
      y: {
        field: "share",
        type: "quantitative",
        title: from > 0 ? `sessions (from ${Math.round(from * 100)}%)` : "share of sessions",
        scale: { domain: [from, 1] },
        axis: { format: ".0%", tickCount: 5 },
      },
      color: { field: "arm", type: "nominal", scale: scales.colour, legend: legendBelow(width, arms) },
      strokeDash: { field: "arm", type: "nominal", scale: scales.dash, legend: legendBelow(width, arms) },
      strokeWidth: { field: "arm", type: "ordinal", scale: scales.width, legend: legendBelow(width, arms) },
      opacity: ARM_OPACITY,
    },
    config: THEME,
  };
}

/** The axis is given its ends, except where all values are one and Vega-Lite finds room around it. */
function xScale(range: CdfRange | undefined, scale: Scale) {
  if (!range || range.low === range.high) return { zero: false, nice: true };
  const domain = [scaled(range.low, scale), scaled(range.high, scale)];
  // Rounded ends would take in some of the sessions that the title says are beyond.
  return { domain, zero: false, nice: range.beyond === 0 };
}

/** "14 sessions beyond, to 1830", on the axis that says the unit. */
function beyondInWords(range: CdfRange | undefined, scale: Scale, exact: boolean): string[] {
  if (!range || range.beyond === 0) return [];
  const { beyond, farthest } = range;
  const ends = farthest.map((value) => minus(decimal(scaled(value, scale))));
  const many = exact ? count(beyond) : `about ${count(Number(beyond.toPrecision(ROUGH_DIGITS)))}`;
  return [`${many} ${beyond === 1 ? "session" : "sessions"} beyond, to ${ends.join(" and ")}`];
}

const isWhole = ({ sessions }: Sample) => sessions === undefined;
