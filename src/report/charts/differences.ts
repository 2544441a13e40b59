import type { TopLevelSpec } from "vega-lite";
import type { MetricColumn, Summary } from "../../model/results.js";
import type { Finding } from "../../model/verdicts.js";
import { differenceScale, onScale } from "../figures.js";
import { shortened } from "../names.js";
import { minus } from "../number-format.js";
import { figuresInWords } from "../verdicts/quantities.js";
import { evidenceOf, rowLabels } from "./evidence.js";
import { COLOURS, CONTRAST_OPACITY, directionOf, GREY, LIVE_PARAMS, THEME, tooltip } from "./theme.js";

type Panel = Extract<TopLevelSpec, { concat: unknown }>["concat"][number];

/** What a difference shows: in shapes, and in colours that do not rest on red against green. */
const LOOKS: readonly { finding: Finding; colour: string; shape: string }[] = [
  { finding: "better", colour: COLOURS[0], shape: "triangle-up" },
  { finding: "worse", colour: COLOURS[1], shape: "triangle-down" },
  { finding: "higher", colour: COLOURS[6], shape: "triangle-up" },
  { finding: "lower", colour: COLOURS[6], shape: "triangle-down" },
  { finding: "equivalent", colour: COLOURS[2], shape: "square" },
  { finding: "same", colour: GREY, shape: "square" },
  { finding: "no difference shown", colour: GREY, shape: "circle" },
  { finding: "too few traces", colour: GREY, shape: "cross" },
];

/** What a forest plot is of: all traces, or one set of them. */
export interface ForestScope {
  readonly set?: string;
}

/**
 * Paired differences of arms to their controls with 95 % intervals: a forest plot, one panel a metric because each has
 * a unit of its own. A metric that is the same under every policy has none; where all are, there is no plot.
 */
export function differencesChart(
  summary: Summary,
  columns: readonly MetricColumn[],
  names: ReadonlyMap<string, string>,
  { set }: ForestScope = {},
): TopLevelSpec | undefined {
  const panels = columns.filter(({ name }) =>
    summary.contrasts.some((contrast) => {
      const { difference, finding } = evidenceOf(summary, contrast, name, set) ?? {};
      return difference !== undefined && finding !== "same";
    }),
  );
  if (panels.length === 0) return undefined;
  const control = names.get(summary.control) ?? shortened(summary.control, 40);
  const where = set === undefined ? "" : ` on ${shortened(set, 40)}`;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `Mean paired difference of each policy to ${control}${where} with 95 % intervals, one panel per metric.`,
    title: { text: `Difference to ${control}${where}`, subtitle: "mean paired difference and 95 % interval" },
    params: LIVE_PARAMS,
    columns: 2,
    align: "each",
    spacing: { row: 22, column: 36 },
    concat: panels.map((column) => panelOf(summary, column, names, set)),
    config: THEME,
  };
}

function panelOf(
  summary: Summary,
  column: MetricColumn,
  names: ReadonlyMap<string, string>,
  set: string | undefined,
): Panel {
  const scale = differenceScale(summary, column);
  const labelOf = rowLabels(summary, names);
  const values = summary.contrasts.flatMap((contrast) => {
    const evidence = evidenceOf(summary, contrast, column.name, set);
    if (!evidence) return [];
    const { difference, interval, finding } = evidence;
    const figure = onScale({ mean: difference, interval }, scale);
    return {
      arm: names.get(contrast.policy) ?? contrast.policy,
      control: names.get(contrast.control) ?? contrast.control,
      label: labelOf(contrast),
      mean: figure.mean,
      low: figure.interval?.[0],
      high: figure.interval?.[1],
      finding,
      figures: minus(figuresInWords(evidence, column) ?? ""),
    };
  });
  const y = {
    field: "label",
    type: "nominal",
    sort: values.map(({ label }) => label),
    title: null,
    axis: { labelLimit: 240, ticks: false, domain: false, labelPadding: 8 },
  } as const;
  const legend = { orient: "bottom", title: null, values: presentFindings(summary, set), labelLimit: 0 };
  const domain = LOOKS.map(({ finding }) => finding as string);
  const color = {
    field: "finding",
    type: "nominal",
    scale: { domain, range: LOOKS.map(({ colour }) => colour) },
    legend,
  } as const;
  const shape = {
    field: "finding",
    type: "nominal",
    scale: { domain, range: LOOKS.map((look) => look.shape) },
    legend,
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
          opacity: CONTRAST_OPACITY,
          tooltip: tooltipOf(column),
        },
      },
      {
        transform: [{ filter: "isValid(datum.mean)" }],
        mark: { type: "point", filled: true, size: 70, opacity: 1 },
        encoding: {
          x: { field: "mean", type: "quantitative", title },
          y,
          color,
          shape,
          opacity: CONTRAST_OPACITY,
          tooltip: tooltipOf(column),
        },
      },
    ],
  };
}

function tooltipOf({ label }: MetricColumn) {
  return tooltip(
    { field: "label", title: "policy" },
    { field: "figures", title: label },
    { field: "finding", title: "shows" },
  );
}

/** Of all panels, because they share a legend. */
function presentFindings({ verdicts }: Summary, set: string | undefined): string[] {
  const present = new Set(
    verdicts.flatMap(({ overall, sets }) =>
      set === undefined
        ? overall.finding
        : sets.filter((one) => one.set === set).map(({ evidence }) => evidence.finding),
    ),
  );
  return LOOKS.flatMap(({ finding }) => (present.has(finding) ? finding : []));
}
