import type { TopLevelSpec } from "vega-lite";
import type { MetricColumn, Summary } from "../../model/results.js";
import { displayNames } from "../names.js";
import { minus, signedPercent } from "../number-format.js";
import { figuresInWords } from "../verdicts/quantities.js";
import { evidenceOf, FINDING_MARKS, improvement, rowLabels } from "./evidence.js";
import { CONTRAST_OPACITY, directionOf, LIVE_PARAMS, THEME, tooltip } from "./theme.js";

type Panel = Extract<TopLevelSpec, { concat: unknown }>["concat"][number];

/** From worse to better: orange to blue, which people with any common colour blindness tell apart. */
const WORSE_TO_BETTER = ["#D55E00", "#F2B27F", "#F4F4F4", "#8FBFDD", "#0072B2"];
/** The scale never ends nearer than this: differences of a percent should not glare. */
const LEAST_END = 0.05;
/** Nor farther: a stall ratio that triples should not bleach all else. */
const FARTHEST_END = 0.5;
/**
 * Cells bluer than this part of the scale's end have white text, all others black: the contrast is about 4.5 to 1 or more
 * throughout (WCAG 2.2, 1.4.3), also on the darkest orange.
 */
const WHITE_FROM = 0.93;
const ALL = "all";
/** Texts in cells keep these in every theme, because the cells keep their colours. */
export const INK_OF_CELLS = ["#fffffe", "#010101"] as const;

/**
 * Each arm on each set of traces, one panel a metric: the colour is the difference as a share of the control's mean, to
 * the better or the worse; the mark is the finding.
 */
export function heatmapChart(
  summary: Summary,
  columns: readonly MetricColumn[],
  names: ReadonlyMap<string, string>,
): TopLevelSpec | undefined {
  const sets = [...new Set(summary.verdicts.flatMap((verdict) => verdict.sets.map(({ set }) => set)))];
  if (sets.length < 2) return undefined;
  const cells = columns.map((column) => cellsOf(summary, column, sets, names));
  const sizes = cells.flat().flatMap(({ better }) => (better === undefined ? [] : Math.abs(better)));
  if (sizes.length === 0) return undefined;
  const end = Math.min(FARTHEST_END, Math.max(LEAST_END, ...sizes));
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `Difference of each policy to its control on each of ${sets.length} trace sets, relative to the control's mean, one panel per metric, with what it shows.`,
    title: {
      text: "Differences by trace set",
      subtitle: [
        "relative to the control's mean",
        "▲ better   ▼ worse   ≈ equivalent   = same   · no difference shown   ? too few traces",
      ],
    },
    params: LIVE_PARAMS,
    columns: sets.length > 4 ? 1 : 2,
    align: "each",
    spacing: { row: 24, column: 30 },
    concat: columns.map((column, place) => panelOf(column, cells[place]!, end)),
    config: THEME,
  };
}

type Cells = ReturnType<typeof cellsOf>;

function cellsOf(
  summary: Summary,
  column: MetricColumn,
  sets: readonly string[],
  names: ReadonlyMap<string, string>,
) {
  const labelOf = rowLabels(summary, names);
  const setNames = displayNames(sets, 40);
  return summary.contrasts.flatMap((contrast) =>
    [undefined, ...sets].flatMap((set) => {
      const evidence = evidenceOf(summary, contrast, column.name, set);
      if (!evidence) return [];
      const { relative, finding } = evidence;
      const figure = relative === undefined ? "" : ` ${minus(signedPercent(relative) ?? "")}`;
      return {
        arm: names.get(contrast.policy) ?? contrast.policy,
        control: names.get(contrast.control) ?? contrast.control,
        label: labelOf(contrast),
        set: set === undefined ? ALL : setNames.get(set)!,
        better: relative === undefined ? undefined : improvement(relative, column),
        finding,
        text: `${FINDING_MARKS[finding]}${figure}`,
        figures: minus(figuresInWords(evidence, column) ?? ""),
      };
    }),
  );
}

function panelOf(column: MetricColumn, values: Cells, end: number): Panel {
  const order = <K extends "label" | "set">(key: K) => [...new Set(values.map((cell) => cell[key]))];
  return {
    title: { text: column.label, subtitle: directionOf(column), fontSize: 12, offset: 6 },
    width: { step: 96 },
    height: { step: 24 },
    data: { values },
    encoding: {
      x: {
        field: "set",
        type: "nominal",
        sort: order("set"),
        title: null,
        axis: { orient: "top", labelAngle: 0, labelLimit: 94, ticks: false, domain: false },
      },
      y: {
        field: "label",
        type: "nominal",
        sort: order("label"),
        title: null,
        axis: { labelLimit: 240, ticks: false, domain: false },
      },
      opacity: CONTRAST_OPACITY,
      tooltip: tooltip(
        { field: "label", title: "policy" },
        { field: "set", title: "trace set" },
        { field: "figures", title: column.label },
        { field: "finding", title: "shows" },
      ),
    },
    layer: [
      {
        mark: { type: "rect", stroke: "white", strokeWidth: 2 },
        encoding: {
          color: {
            field: "better",
            type: "quantitative",
            scale: { domain: [-end, 0, end], range: WORSE_TO_BETTER, clamp: true, interpolate: "rgb" },
            legend: null,
          },
        },
      },
      {
        mark: { type: "text", fontSize: 11 },
        encoding: {
          text: { field: "text", type: "nominal" },
          color: {
            condition: { test: `datum.better > ${WHITE_FROM * end}`, value: INK_OF_CELLS[0] },
            value: INK_OF_CELLS[1],
          },
        },
      },
    ],
  };
}
