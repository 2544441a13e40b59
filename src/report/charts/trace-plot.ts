import type { TopLevelSpec } from "vega-lite";
import { displayNames } from "../names.js";
import type { PlottedTrace } from "../trace-figures/plotted.js";
import { COLOURS, LIVE_PARAMS, THEME } from "./theme.js";
import { traceCapacityPanel } from "./trace-capacity.js";
import { traceCdfPanel, traceCorrelationPanel } from "./trace-curves.js";

const WIDTH = 680;
const GAP = 70;
const TALL = 200;
const LOW = 80;

/**
 * Traces in one chart: the capacity of each over time, one above the other, where it has one; below, how it is distributed and
 * how long it stays alike, all in one panel each.
 *
 * @param traces at least one, each of at least one bin
 */
export function tracePlot(traces: readonly PlottedTrace[]): TopLevelSpec {
  const shown = displayNames(
    traces.map(({ name }) => name),
    60,
  );
  const names = traces.map(({ name }) => shown.get(name)!);
  const height = traces.length === 1 ? TALL : LOW;
  const overTime = traces.flatMap(({ overTime }, index) =>
    overTime === undefined
      ? []
      : traceCapacityPanel({ name: names[index]!, colour: COLOURS[index % COLOURS.length]! }, overTime, {
          width: WIDTH,
          height,
        }),
  );
  const half = { width: (WIDTH - GAP) / 2, height: 170 };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `Capacity of ${names.join(", ")}: ${overTime.length > 0 ? "over time, " : ""}its distribution and its autocorrelation.`,
    params: LIVE_PARAMS,
    spacing: 16,
    vconcat: [
      ...overTime,
      {
        spacing: 20,
        resolve: { legend: { color: "shared", strokeDash: "shared", strokeWidth: "shared" } },
        hconcat: [traceCdfPanel(traces, names, half), traceCorrelationPanel(traces, names, half)],
      },
    ],
    config: THEME,
  };
}
