import type { Config } from "vega-lite";
import type { MetricColumn } from "../../model/results.js";

/**
 * Okabe & Ito's palette (Color Universal Design, 2008), told apart by people with any common colour blindness. Its
 * yellow is left out: on white it is too faint for a line. Dark colours come first.
 */
export const COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"] as const;

/** For what is no arm: the capacity, the zero line, captions. */
export const GREY = "#767676";
export const GRID = "#ECEFF2";
export const AXIS = "#9AA3AD";

/**
 * The parameters of every chart, for the page to set and for whoever opens a saved chart to play with: the arm that is
 * looked at, by the name that it has in the chart, and the stretch of each axis that is shown. Null: all of it.
 */
export const LIVE_PARAMS = [
  { name: "chosen_arm", value: null },
  { name: "zoom_x", value: null },
  { name: "zoom_y", value: null },
];

/** The scale of an axis that can be zoomed into. */
export const ZOOM_X = { domainRaw: { expr: "zoom_x" } };
export const ZOOM_Y = { domainRaw: { expr: "zoom_y" } };

/** The opacity of what belongs to an arm: faint while another is looked at. */
export const ARM_OPACITY = {
  condition: { test: "chosen_arm && datum.arm != chosen_arm", value: 0.12 },
  value: 1,
};

/** The same of a difference, which belongs to two arms. */
export const CONTRAST_OPACITY = {
  condition: { test: "chosen_arm && datum.arm != chosen_arm && datum.control != chosen_arm", value: 0.12 },
  value: 1,
};

/** What the page needs to know of a chart; it travels in the specification's `usermeta`. */
export interface ChartMeta {
  /** Axes that can be zoomed into. */
  readonly zoom?: "x" | "xy";
  /** What to read off at a place on the x axis. */
  readonly readout?: Readout;
}

/** How a chart is read off at a place on its x axis. */
export interface Readout {
  /** "stall ratio (%)". */
  readonly x: string;
  readonly lines: readonly ReadoutLine[];
}

export interface ReadoutLine {
  /** The name of a data set of the specification, ascending in x within an arm. */
  readonly data: string;
  readonly x: string;
  readonly y: string;
  /** What the values are called; missing: the arm of each point, and there is a line for every arm. */
  readonly label?: string;
  /** Put behind the digits. */
  readonly unit: string;
  /** Between two points: as at the one before, or in proportion. "%" values are shares of 1. */
  readonly between: "step" | "linear";
}

const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3]] as const;
const SHAPES = ["circle", "square", "triangle-up", "diamond", "triangle-down"] as const;

export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** The look of every chart: light, quiet, and fit for print. */
export const THEME: Config = {
  background: "white",
  font: FONT,
  // The page and the SVG's root describe the chart; a description of each tick mark would bury that.
  aria: false,
  padding: 8,
  view: { stroke: null },
  title: {
    anchor: "start",
    fontSize: 13,
    fontWeight: 600,
    subtitleFontSize: 11,
    subtitleColor: "#555",
    offset: 10,
  },
  axis: {
    labelFontSize: 11,
    titleFontSize: 11,
    titleFontWeight: "normal",
    titleColor: "#333",
    labelColor: "#333",
    gridColor: GRID,
    domainColor: AXIS,
    tickColor: AXIS,
    // Labels that do not fit are left out evenly, and those at the ends stay under their ticks.
    labelOverlap: "parity",
    labelFlush: false,
  },
  legend: { labelFontSize: 11, symbolStrokeWidth: 2, labelLimit: 240, columnPadding: 14, rowPadding: 3 },
};

const WIDEST_LINE = 3.5;
const NARROWEST_LINE = 1.5;

/**
 * Scales that give each arm the same colour, dash, width and shape in every chart. After seven colours the dash
 * changes; there are as many shapes as are told apart, so that colour and shape together name 35 arms.
 */
export function armScales(arms: readonly string[]) {
  const nth = <T>(values: readonly T[]) =>
    arms.map((_, arm) => values[Math.floor(arm / COLOURS.length) % values.length]!);
  const domain = [...arms];
  return {
    colour: { domain, range: arms.map((_, arm) => COLOURS[arm % COLOURS.length]!) },
    dash: { domain, range: nth(DASHES).map((dash) => [...dash]) },
    width: {
      // Without the type Vega-Lite would take the widths for the two ends of a range.
      type: "ordinal" as const,
      domain,
      range: arms.map((_, arm) => WIDEST_LINE - ((WIDEST_LINE - NARROWEST_LINE) * (arm + 1)) / arms.length),
    },
    shape: { domain, range: arms.map((_, arm) => SHAPES[arm % SHAPES.length]!) },
  };
}

/** Which direction of a metric is better, as the last line of a title; no line where neither is. */
export function directionOf({ better }: MetricColumn): string[] {
  return better === "neither" ? [] : [`${better} is better`];
}

/** A legend below the chart, in as many columns as fit. */
export function legendBelow(width: number, names: readonly string[]) {
  const longest = Math.max(1, ...names.map((name) => Math.min(25, Array.from(name).length)));
  const columns = Math.max(1, Math.min(names.length, Math.floor(width / (34 + 7 * longest))));
  return { orient: "bottom", title: null, columns, symbolLimit: 0 } as const;
}

/** A field of a chart's data as a tooltip shows it. */
export interface TooltipField {
  readonly field: string;
  readonly title: string;
}

/** What is shown of a datum on hovering; the fields are texts, which are shown as they are. */
export function tooltip(...fields: readonly TooltipField[]) {
  return fields.map(({ field, title }) => ({ field, title, type: "nominal" as const }));
}
