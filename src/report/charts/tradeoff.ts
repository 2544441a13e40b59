import type { TopLevelSpec } from "vega-lite";
import type { MetricColumn, Summary } from "../../model/results.js";
import { meanScale, metricOf, onScale, withUnit } from "../figures.js";
import { estimate, minus, type Scale, withSymbol } from "../number-format.js";
import {
  ARM_OPACITY,
  armScales,
  type ChartMeta,
  LIVE_PARAMS,
  legendBelow,
  THEME,
  tooltip,
  ZOOM_X,
  ZOOM_Y,
} from "./theme.js";

/**
 * What each arm buys and what it pays: mean quality against another metric, such as the stall ratio, with 95 %
 * intervals. An axis of which less is better runs backwards, so that better is up and to the right, as in Puffer's
 * figures (Yan et al., NSDI 2020).
 *
 * @param quality the column on the vertical axis
 * @param price the column on the horizontal axis
 */
export function tradeoffChart(
  summary: Summary,
  quality: MetricColumn,
  price: MetricColumn,
  names: ReadonlyMap<string, string>,
): TopLevelSpec {
  const arms = [...names.values()];
  const scales = armScales(arms);
  const qualityScale = meanScale(summary, quality);
  const priceScale = meanScale(summary, price);
  const values = summary.arms.flatMap((arm) => {
    const x = axisValues(onScale(metricOf(arm, price.name), priceScale), "x", priceScale);
    const y = axisValues(onScale(metricOf(arm, quality.name), qualityScale), "y", qualityScale);
    return x && y ? [{ arm: names.get(arm.policy) ?? arm.policy, ...x, ...y }] : [];
  });
  const width = 420;
  const x = {
    type: "quantitative",
    title: withUnit(price.label, priceScale),
    scale: { zero: false, nice: true, reverse: price.better === "lower", ...ZOOM_X },
    axis: { tickCount: 6 },
  } as const;
  const y = {
    type: "quantitative",
    title: withUnit(quality.label, qualityScale),
    scale: { zero: false, nice: true, reverse: quality.better === "lower", ...ZOOM_Y },
    axis: { tickCount: 6 },
  } as const;
  const color = {
    field: "arm",
    type: "nominal",
    scale: scales.colour,
    legend: legendBelow(width, arms),
  } as const;
  const shared = {
    color,
    opacity: ARM_OPACITY,
    tooltip: tooltip(
      { field: "arm", title: "policy" },
      { field: "x_figures", title: price.label },
      { field: "y_figures", title: quality.label },
    ),
  };
  const better = price.better === "neither" ? "better is up" : "better is up and to the right";
  const meta: ChartMeta = { zoom: "xy" };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `${quality.label} against ${price.label}, one point per policy with 95 % intervals; ${better}.`,
    title: {
      text: `${quality.label} against ${price.label}`,
      subtitle: `${better}; bars: 95 % intervals`,
    },
    usermeta: { ...meta },
    params: LIVE_PARAMS,
    width,
    height: 280,
    data: { values },
    layer: [
      {
        mark: { type: "rule", strokeWidth: 1.5, clip: true },
        encoding: {
          x: { ...x, field: "x_low" },
          x2: { field: "x_high" },
          y: { ...y, field: "y" },
          ...shared,
        },
      },
      {
        mark: { type: "rule", strokeWidth: 1.5, clip: true },
        encoding: {
          x: { ...x, field: "x" },
          y: { ...y, field: "y_low" },
          y2: { field: "y_high" },
          ...shared,
        },
      },
      {
        mark: { type: "point", filled: true, size: 80, opacity: 1, clip: true },
        encoding: {
          x: { ...x, field: "x" },
          y: { ...y, field: "y" },
          ...shared,
          shape: { field: "arm", type: "nominal", scale: scales.shape, legend: legendBelow(width, arms) },
        },
      },
    ],
    config: THEME,
  };
}

function axisValues({ mean, interval }: ReturnType<typeof onScale>, axis: "x" | "y", scale: Scale) {
  if (mean === undefined) return undefined;
  return {
    [axis]: mean,
    [`${axis}_low`]: interval?.[0] ?? mean,
    [`${axis}_high`]: interval?.[1] ?? mean,
    [`${axis}_figures`]: withSymbol(minus(estimate(mean, interval)), scale),
  };
}
