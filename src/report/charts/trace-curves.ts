import { kbpsFromBps } from "../../units.js";
import { scaled, scaleFor } from "../number-format.js";
import type { PlottedTrace } from "../trace-figures/plotted.js";
import { cdfPoints } from "./cdf.js";
import { cdfRange } from "./cdf-range.js";
import { ARM_OPACITY, armScales, GREY, legendBelow, ZOOM_X } from "./theme.js";

interface Panel {
  readonly width: number;
  readonly height: number;
}

/** What share of the time each trace has a capacity of at most so much. */
export function traceCdfPanel(traces: readonly PlottedTrace[], names: readonly string[], panel: Panel) {
  const samples = traces.map(({ ascending: sorted }) => ({ sorted }));
  const range = cdfRange(samples);
  const scale = scaleFor("kbit/s", [kbpsFromBps(range?.high ?? 0)]);
  const onScale = (rate: number) => scaled(kbpsFromBps(rate), scale);
  const values = samples.flatMap((sample, index) => {
    const arm = names[index]!;
    const points = cdfPoints(sample).map(({ value, share }) => ({ arm, value: onScale(value), share }));
    const [first] = points;
    return first ? [{ arm, value: first.value, share: 0 }, ...points] : [];
  });
  return {
    ...panel,
    data: { values },
    mark: { type: "line" as const, interpolate: "step-after" as const, clip: true },
    encoding: {
      x: {
        field: "value",
        type: "quantitative" as const,
        title: `capacity (${scale.symbol})`,
        scale: { domain: [0, onScale(range?.high || 1)], nice: false, ...ZOOM_X },
      },
      y: {
        field: "share",
        type: "quantitative" as const,
        title: "share of time",
        scale: { domain: [0, 1] },
        axis: { format: ".0%", tickCount: 5 },
      },
      ...ink(names, panel.width),
    },
  };
}

/** How like itself each is after a time, with the height that the coherence time is read at. */
export function traceCorrelationPanel(
  traces: readonly PlottedTrace[],
  names: readonly string[],
  panel: Panel,
) {
  const values = traces.flatMap(({ correlation }, index) =>
    correlation.flatMap(({ lag, value }) => (value === undefined ? [] : { arm: names[index]!, lag, value })),
  );
  const rule = (height: number, dash: number[]) => ({
    data: { values: [{ height }] },
    mark: { type: "rule" as const, color: GREY, strokeDash: dash },
    encoding: { y: { field: "height", type: "quantitative" as const } },
  });
  return {
    ...panel,
    layer: [
      rule(0, []),
      rule(1 / Math.E, [2, 3]),
      {
        data: { values: [{ height: 1 / Math.E }] },
        mark: { type: "text" as const, text: "1/e", color: GREY, align: "right" as const, dy: -7 },
        encoding: {
          x: { value: panel.width - 2 },
          y: { field: "height", type: "quantitative" as const },
        },
      },
      {
        data: { values },
        mark: { type: "line" as const, clip: true },
        encoding: {
          x: {
            field: "lag",
            type: "quantitative" as const,
            title: "lag (s)",
            scale: { nice: false, ...ZOOM_X },
          },
          y: {
            field: "value",
            type: "quantitative" as const,
            title: "autocorrelation",
            scale: { domainMax: 1 },
            axis: { tickCount: 5 },
          },
          ...ink(names, panel.width),
        },
      },
    ],
  };
}

/** One look a trace in all panels. A single one needs no legend. */
function ink(names: readonly string[], width: number) {
  const scales = armScales(names);
  const legend = names.length > 1 ? { ...legendBelow(2 * width, names), labelLimit: 400 } : null;
  const arm = { field: "arm", type: "nominal" as const, legend };
  return {
    color: { ...arm, scale: scales.colour },
    strokeDash: { ...arm, scale: scales.dash },
    strokeWidth: { ...arm, type: "ordinal" as const, scale: scales.width },
    opacity: ARM_OPACITY,
  };
}
