import type { TopLevelSpec } from "vega-lite";
import type { MetricColumn, Summary } from "../../model/results.js";
import { meanScale, metricOf, onScale, withUnit } from "../figures.js";
import { armScales, legendBelow, THEME } from "./theme.js";

/**
 * What each arm buys and what it pays: mean quality against the stall ratio, with 95 % intervals. The stall axis
 * runs backwards, so that better is up and to the right, as in Puffer's figures (Yan et al., NSDI 2020).
 *
 * @param quality the column on the vertical axis
 * @param stalls the column on the horizontal axis
 */
export function qualityStallsChart(
  summary: Summary,
  quality: MetricColumn,
  stalls: MetricColumn,
  names: ReadonlyMap<string, string>,
): TopLevelSpec {
  const arms = [...names.values()];
  const scales = armScales(arms);
  const qualityScale = meanScale(summary, quality);
  const stallScale = meanScale(summary, stalls);
  const values = summary.arms.flatMap((arm) => {
    const x = axisValues(onScale(metricOf(arm, stalls.name), stallScale), "x");
    const y = axisValues(onScale(metricOf(arm, quality.name), qualityScale), "y");
    return x && y ? [{ arm: names.get(arm.policy) ?? arm.policy, ...x, ...y }] : [];
  });
  const width = 420;
  const x = {
    type: "quantitative",
    title: withUnit(stalls.label, stallScale),
    scale: { zero: false, nice: true, reverse: stalls.better === "lower" },
    axis: { tickCount: 6 },
  } as const;
  const y = {
    type: "quantitative",
    title: withUnit(quality.label, qualityScale),
    scale: { zero: false, nice: true },
    axis: { tickCount: 6 },
  } as const;
  const color = {
    field: "arm",
    type: "nominal",
    scale: scales.colour,
    legend: legendBelow(width, arms),
  } as const;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `${quality.label} against ${stalls.label}, one point per policy with 95 % intervals; better is up and to the right.`,
    title: {
      text: `${quality.label} against ${stalls.label}`,
      subtitle: "better is up and to the right; bars: 95 % intervals",
    },
    width,
    height: 280,
    data: { values },
    layer: [
      {
        mark: { type: "rule", strokeWidth: 1.5, opacity: 1 },
        encoding: {
          x: { ...x, field: "x_low" },
          x2: { field: "x_high" },
          y: { ...y, field: "y" },
          color,
        },
      },
      {
        mark: { type: "rule", strokeWidth: 1.5, opacity: 1 },
        encoding: { x: { ...x, field: "x" }, y: { ...y, field: "y_low" }, y2: { field: "y_high" }, color },
      },
      {
        mark: { type: "point", filled: true, size: 80, opacity: 1 },
        encoding: {
          x: { ...x, field: "x" },
          y: { ...y, field: "y" },
          color,
          shape: { field: "arm", type: "nominal", scale: scales.shape, legend: legendBelow(width, arms) },
        },
      },
    ],
    config: THEME,
  };
}

function axisValues({ mean, interval }: ReturnType<typeof onScale>, axis: "x" | "y") {
  if (mean === undefined) return undefined;
  return { [axis]: mean, [`${axis}_low`]: interval?.[0] ?? mean, [`${axis}_high`]: interval?.[1] ?? mean };
}
