import { kbpsFromBps } from "../../units.js";
import { scaled, scaleFor } from "../number-format.js";
import { capacityColumns, type PlottedBins } from "../trace-figures/plotted.js";
import { ZOOM_X } from "./theme.js";

/** About one for a pixel: more would not be seen. */
const MOST_COLUMNS = 600;

/**
 * The capacity of one trace over time, on an axis of its own from 0 up. A trace of more bins than there is room for shows
 * the mean of each stretch as a line and all that lies within it as a band.
 *
 * @param height in pixels
 */
export function traceCapacityPanel(
  { name, colour }: { readonly name: string; readonly colour: string },
  plotted: PlottedBins,
  { width, height }: { readonly width: number; readonly height: number },
) {
  const columns = capacityColumns(plotted, MOST_COLUMNS);
  const thinned = columns.length < plotted.bins.length;
  const highest = columns.reduce((most, { high }) => Math.max(most, high), 0);
  const scale = scaleFor("kbit/s", [kbpsFromBps(highest)]);
  const onScale = (rate: number) => scaled(kbpsFromBps(rate), scale);
  const values = columns.map(({ from, mean, low, high }) => ({
    time: from,
    mean: onScale(mean),
    low: onScale(low),
    high: onScale(high),
  }));
  // The last column lasts too.
  const last = columns.at(-1)!;
  values.push({ ...values.at(-1)!, time: last.to });
  const x = {
    field: "time",
    type: "quantitative" as const,
    title: "time (s)",
    scale: { domain: [0, last.to], nice: false, ...ZOOM_X },
  };
  const y = {
    type: "quantitative" as const,
    title: scale.symbol,
    scale: { domain: [0, highest === 0 ? 1 : onScale(highest)], nice: true },
    axis: { tickCount: Math.max(2, Math.round(height / 40)) },
  };
  const band = {
    mark: {
      type: "area" as const,
      interpolate: "step-after" as const,
      color: colour,
      opacity: 0.25,
      clip: true,
    },
    encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
  };
  const line = {
    mark: {
      type: "line" as const,
      interpolate: "step-after" as const,
      color: colour,
      strokeWidth: 1.2,
      clip: true,
    },
    encoding: { x, y: { ...y, field: "mean" } },
  };
  return {
    title: { text: name, fontSize: 11, fontWeight: "normal" as const, offset: 4 },
    width,
    height,
    data: { values },
    layer: thinned ? [band, line] : [line],
  };
}
