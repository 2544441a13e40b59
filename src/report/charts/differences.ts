import type { TopLevelSpec } from "vega-lite";
import type { MetricColumn, Summary } from "../../model/results.js";
import { differenceScale, onScale, shownDifference, verdictOf } from "../figures.js";
import { COLOURS, directionOf, GREY, THEME } from "./theme.js";

type Panel = Extract<TopLevelSpec, { concat: unknown }>["concat"][number];

/** What a difference shows, in colours that do not rest on red against green. */
const VERDICT_COLOURS = {
  domain: ["better", "worse", "higher", "lower", "same", "no difference shown", "too few pairs"],
  range: [COLOURS[0], COLOURS[1], "#000000", "#000000", GREY, GREY, GREY],
};

/**
 * Paired differences of every arm to the control with their 95 % intervals: a forest plot, one panel a metric
 * because each has a unit of its own. A metric that is the same under every policy has none; where all are,
 * there is no plot.
 */
export function differencesChart(
  summary: Summary,
  columns: readonly MetricColumn[],
  names: ReadonlyMap<string, string>,
): TopLevelSpec | undefined {
  const control = names.get(summary.control) ?? summary.control;
  const arms = summary.arms.map(({ policy }) => policy).filter((policy) => policy !== summary.control);
  const panels = columns.filter(({ name }) =>
    arms.some((policy) => {
      const { mean, interval } = shownDifference(summary, policy, name) ?? {};
      return mean !== undefined && (mean !== 0 || interval?.some((end) => end !== 0));
    }),
  );
  if (panels.length === 0) return undefined;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `Mean paired difference of each policy to ${control} with 95 % intervals, one panel per metric.`,
    title: { text: `Difference to ${control}`, subtitle: "mean paired difference and 95 % interval" },
    columns: 2,
    align: "each",
    spacing: { row: 22, column: 36 },
    concat: panels.map((column) => panelOf(summary, column, arms, names)),
    config: THEME,
  };
}

function panelOf(
  summary: Summary,
  column: MetricColumn,
  arms: readonly string[],
  names: ReadonlyMap<string, string>,
): Panel {
  const scale = differenceScale(summary, column);
  const values = arms.map((policy) => {
    const { mean, interval } = onScale(shownDifference(summary, policy, column.name), scale);
    return {
      arm: names.get(policy) ?? policy,
      mean,
      low: interval?.[0],
      high: interval?.[1],
      verdict: verdictOf({ interval }, column),
    };
  });
  const order = values.map(({ arm }) => arm);
  const y = {
    field: "arm",
    type: "nominal",
    sort: order,
    title: null,
    axis: { labelLimit: 110, ticks: false, domain: false, labelPadding: 8 },
  } as const;
  const color = {
    field: "verdict",
    type: "nominal",
    scale: VERDICT_COLOURS,
    legend: {
      orient: "bottom",
      title: null,
      values: ["better", "worse", "no difference shown"] as string[],
      labelLimit: 0,
    },
  } as const;
  const title = null;
  return {
    title: {
      text: column.label,
      subtitle: [scale.symbol, ...directionOf(column)].filter((part) => part !== "").join("; "),
      fontSize: 12,
      offset: 6,
    },
    width: 200,
    height: { step: 22 },
    data: { values },
    layer: [
      {
        data: { values: [{ zero: 0 }] },
        mark: { type: "rule", color: GREY, strokeDash: [3, 3] },
        encoding: { x: { field: "zero", type: "quantitative", title } },
      },
      {
        transform: [{ filter: "isValid(datum.low)" }],
        mark: { type: "rule", strokeWidth: 2.5 },
        encoding: {
          x: { field: "low", type: "quantitative", title, axis: { tickCount: 5 } },
          x2: { field: "high" },
          y,
          color,
        },
      },
      {
        transform: [{ filter: "isValid(datum.mean)" }],
        mark: { type: "point", filled: true, size: 60, opacity: 1 },
        encoding: { x: { field: "mean", type: "quantitative", title }, y, color },
      },
    ],
  };
}
