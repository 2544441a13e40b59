import type { TopLevelSpec } from "vega-lite";
import type { Summary } from "../../model/results.js";
import { metricOf } from "../figures.js";
import { decimal, quantity, scaled, scaleFor } from "../number-format.js";
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

/** How lively an arm is, over all that it showed. */
export interface Switching {
  readonly policy: string;
  /** Per minute of media. */
  readonly perMinute: number;
  readonly upPerMinute: number | undefined;
  readonly downPerMinute: number | undefined;
  /** Bitrate changed per switch, kbit/s; undefined where there are none. */
  readonly size: number | undefined;
}

/** How often each arm switches and by how much: ratios of means. Arms without the columns are left out. */
export function switchingOf({ arms }: Pick<Summary, "arms">): Switching[] {
  return arms.flatMap((arm) => {
    const mean = (metric: string) => metricOf(arm, metric)?.mean;
    const [switches, media, changed] = [mean("switches"), mean("media_s"), mean("switch_kbps")];
    if (switches === undefined || !media) return [];
    const perMinute = (count: number | undefined) => (count === undefined ? undefined : (60 * count) / media);
    return {
      policy: arm.policy,
      perMinute: (60 * switches) / media,
      upPerMinute: perMinute(mean("upswitches")),
      downPerMinute: perMinute(mean("downswitches")),
      size: changed === undefined || switches === 0 ? undefined : changed / switches,
    };
  });
}

/** Switches per minute against their size, one point an arm: calm is down and to the left. */
export function switchesChart(
  summary: Summary,
  names: ReadonlyMap<string, string>,
): TopLevelSpec | undefined {
  const points = switchingOf(summary).filter(({ size }) => size !== undefined);
  if (points.length === 0) return undefined;
  const arms = [...names.values()];
  const scales = armScales(arms);
  const scale = scaleFor(
    "kbit/s",
    points.map(({ size }) => size),
  );
  const width = 420;
  const meta: ChartMeta = { zoom: "xy" };
  const legend = legendBelow(width, arms);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: "Switches per minute against the bitrate changed per switch, one point per policy.",
    title: { text: "Switches: how often and how far", subtitle: "calm is down and to the left" },
    usermeta: { ...meta },
    params: LIVE_PARAMS,
    width,
    height: 240,
    data: {
      values: points.map(({ policy, perMinute, upPerMinute, downPerMinute, size }) => ({
        arm: names.get(policy) ?? policy,
        often: perMinute,
        far: scaled(size!, scale),
        figures: `${decimal(perMinute)} (${decimal(upPerMinute ?? 0)} up, ${decimal(downPerMinute ?? 0)} down)`,
        size: quantity(size, "kbit/s"),
      })),
    },
    mark: { type: "point", filled: true, size: 80, clip: true },
    encoding: {
      x: {
        field: "often",
        type: "quantitative",
        title: "switches per minute",
        scale: { zero: false, nice: true, ...ZOOM_X },
        axis: { tickCount: 6 },
      },
      y: {
        field: "far",
        type: "quantitative",
        title: `change per switch (${scale.symbol})`,
        scale: { zero: false, nice: true, ...ZOOM_Y },
        axis: { tickCount: 5 },
      },
      color: { field: "arm", type: "nominal", scale: scales.colour, legend },
      shape: { field: "arm", type: "nominal", scale: scales.shape, legend },
      opacity: ARM_OPACITY,
      tooltip: tooltip(
        { field: "arm", title: "policy" },
        { field: "figures", title: "switches per minute" },
        { field: "size", title: "changed per switch" },
      ),
    },
    config: THEME,
  };
}
