import type { TopLevelSpec } from "vega-lite";
import type { MetricColumn } from "../../model/results.js";
import { withUnit } from "../figures.js";
import { scaled, scaleOf } from "../number-format.js";
import { armScales, directionOf, legendBelow, THEME } from "./theme.js";

/** The values of one metric over the sessions of one arm. */
export interface Distribution {
  readonly policy: string;
  readonly metric: string;
  /** Ascending; sessions without a value are left out. */
  readonly sorted: ArrayLike<number>;
}

const MOST_POINTS = 200;

/**
 * Points of the empirical distribution function: at each value, the share of values up to it. Beyond `limit` of
 * them they are thinned evenly in rank, with both ends kept.
 *
 * @param sorted ascending
 */
export function cdfPoints(
  sorted: ArrayLike<number>,
  limit = MOST_POINTS,
): { value: number; share: number }[] {
  const n = sorted.length;
  const points: { value: number; share: number }[] = [];
  const steps = Math.min(n, limit);
  for (let step = 0; step < steps; step++) {
    const rank = steps === 1 ? 0 : Math.round((step * (n - 1)) / (steps - 1));
    const value = sorted[rank]!;
    const share = (rank + 1) / n;
    const last = points.at(-1);
    // Of equal values only the highest share is on the curve.
    if (last?.value === value) last.share = share;
    else points.push({ value, share });
  }
  return points;
}

/**
 * How one metric is distributed over the sessions of each arm.
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
  const scale = scaleOf(
    column,
    distributions.map(({ sorted }) => sorted[sorted.length - 1]),
  );
  const lowest = Math.min(
    ...distributions.filter(({ sorted }) => sorted.length > 0).map(({ sorted }) => sorted[0]!),
  );
  const values = distributions.flatMap(({ policy, sorted }) => {
    const arm = names.get(policy) ?? policy;
    const points = cdfPoints(sorted).map(({ value, share }) => ({ arm, value: scaled(value, scale), share }));
    // Every curve rises from 0 at the lowest value of all, so that one that starts late is seen to.
    return points.length === 0 ? [] : [{ arm, value: scaled(lowest, scale), share: 0 }, ...points];
  });
  const width = 300;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `Cumulative distribution of ${column.label} over sessions, one line per policy.`,
    title: column.label,
    width,
    height: 190,
    data: { values },
    mark: { type: "line", interpolate: "step-after", strokeWidth: 2 },
    encoding: {
      x: {
        field: "value",
        type: "quantitative",
        title: [withUnit(column.label, scale), ...directionOf(column)],
        scale: { zero: false, nice: true },
        axis: { tickCount: 6 },
      },
      y: {
        field: "share",
        type: "quantitative",
        title: "sessions (%)",
        scale: { domain: [0, 1] },
        axis: { format: ".0%", tickCount: 5 },
      },
      color: { field: "arm", type: "nominal", scale: scales.colour, legend: legendBelow(width, arms) },
      strokeDash: { field: "arm", type: "nominal", scale: scales.dash, legend: legendBelow(width, arms) },
    },
    config: THEME,
  };
}
