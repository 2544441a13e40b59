import type { MetricColumn, Summary } from "../../model/results.js";
import { comparisonOf } from "../comparison.js";
import { leadingMetric, metricOf, type NameOf, withUnit } from "../figures.js";
import { decimal, minus, NO_VALUE, scaled, scaleOf } from "../number-format.js";
import type { Variation } from "../variation.js";
import { type Html, html } from "./escape.js";
import { figure } from "./figure.js";
import type { DrawnChart, NotDrawn, ReportCharts } from "./report-charts.js";
import { comparisonTable } from "./tables.js";

/** The differences and their intervals: over all traces, and by set of traces. */
export function effectsSection({ differences, differencesBySet, heatmap }: ReportCharts): Html | undefined {
  if (!differences && differencesBySet.length === 0) return undefined;
  return html`<section aria-labelledby="effects">
<h2 id="effects">Effects</h2>
${differences && figure(differences, "Paired differences with their 95 % intervals. Colour and mark say what the evidence shows, after correction for all that is compared. A metric that is the same under every policy has no panel.", "wide")}
${
  differencesBySet.length > 0 &&
  html`<details>
<summary>The same by trace set</summary>
${differencesBySet.map((chart) => figure(chart, `${chart.description}`, "wide"))}
</details>`
}
${heatmap && html`<h3 id="by-set">By trace set</h3>${figure(heatmap, "Differences relative to the control’s mean, blue for the better and orange for the worse; the mark says what the evidence shows.", "wide")}`}
</section>`;
}

export function tradeoffSection({ qualityStalls }: ReportCharts): Html | undefined {
  if (!qualityStalls) return undefined;
  return html`<section aria-labelledby="tradeoff">
<h2 id="tradeoff">Quality against stalls</h2>
${figure(qualityStalls, "Each point is the mean of a policy over its sessions, with 95 % intervals both ways. They are wide where traces differ a great deal from one another, which all policies share: whether two policies differ is for the paired differences to say.", "medium")}
</section>`;
}

export function distributionsSection(
  { cdfs }: ReportCharts,
  notDrawn: readonly NotDrawn[],
): Html | undefined {
  if (cdfs.length === 0) return undefined;
  const grid = (headline: boolean) =>
    cdfs
      .filter((cdf) => cdf.headline === headline)
      .map(({ column, chart }) => figure(chart, `${column.label}, cumulative over sessions`));
  const others = grid(false);
  return html`<section aria-labelledby="distributions">
<h2 id="distributions">Distributions</h2>
<p>The height of a curve is the share of a policy’s sessions that have at most the value below it: where one curve lies to the right of another, its policy’s sessions have more.</p>
<div class="grid">${grid(true)}</div>
${
  others.length > 0 &&
  html`<details>
<summary>${others.length} more ${others.length === 1 ? "distribution" : "distributions"}</summary>
<div class="grid">${others}</div>
</details>`
}
${notDrawnNote("The same in every session, or without a value, and so not drawn", "none", notDrawn)}
${notDrawnNote("The same under every policy, and so not drawn", "sessions", notDrawn)}
</section>`;
}

/** How often the arms switch, and how far. */
export function switchesSection(
  summary: Summary,
  { switches }: ReportCharts,
  nameOf: NameOf,
): Html | undefined {
  if (!switches) return undefined;
  return html`<section aria-labelledby="switches">
<h2 id="switches">Switches</h2>
${figure(switches, "Switches between consecutively played segments, per minute of media shown, against the bitrate changed at each: both are ratios of the policies’ means.", "medium")}
${tableOf(summary, ["switches", "upswitches", "downswitches", "switch_kbps"], nameOf)}
</section>`;
}

/** How long viewers wait at first: most of them, and the unlucky. */
export function startupSection(
  summary: Summary,
  { startup }: ReportCharts,
  nameOf: NameOf,
): Html | undefined {
  const column = summary.columns.find(({ name }) => name === "startup_s");
  const rows = summary.arms.map((arm) => ({ arm, figures: metricOf(arm, "startup_s") }));
  if (!column || rows.every(({ figures }) => figures?.mean === undefined)) return undefined;
  const scale = scaleOf(
    column,
    rows.map(({ figures }) => figures?.p95),
  );
  const cell = (value: number | undefined) =>
    html`<td class="number">${value === undefined ? NO_VALUE : minus(decimal(scaled(value, scale)))}</td>`;
  return html`<section aria-labelledby="startup">
<h2 id="startup">Startup</h2>
<div class="beside">${startup && figure(startup, "From play to the first frame, cumulative over sessions")}
<div class="scroll" tabindex="0" role="group" aria-label="Startup delay by policy"><table>
<thead><tr><th scope="col">${withUnit(column.label, scale)}</th><th scope="col" class="number">median (p50)</th><th scope="col" class="number">p95</th></tr></thead>
<tbody>
${rows.map(
  ({ arm, figures }) =>
    html`<tr><th scope="row" class="name">${nameOf(arm.policy)}</th>${cell(figures?.median)}${cell(figures?.p95)}</tr>
`,
)}</tbody>
</table></div></div>
</section>`;
}

/** What delivery costs, where anything says so. */
export function costSection(summary: Summary, { cost }: ReportCharts, nameOf: NameOf): Html | undefined {
  const columns = costColumns(summary);
  if (columns.length === 0) return undefined;
  return html`<section aria-labelledby="cost">
<h2 id="cost">Cost</h2>
${tableOf(
  summary,
  columns.map(({ name }) => name),
  nameOf,
)}
${cost && figure(cost, `What a policy’s ${leadingMetric(summary)?.label ?? "quality"} costs, with 95 % intervals both ways.`, "medium")}
</section>`;
}

/** Columns in money. */
export function costColumns({ columns }: Pick<Summary, "columns">): MetricColumn[] {
  return columns.filter(({ name }) => name.startsWith("cost_"));
}

function tableOf(summary: Summary, metrics: readonly string[], nameOf: NameOf): Html {
  return comparisonTable(summary, comparisonOf(summary, metrics), nameOf);
}

function notDrawnNote(reason: string, variation: Variation, notDrawn: readonly NotDrawn[]): Html | undefined {
  const labels = notDrawn.filter((one) => one.variation === variation).map(({ column }) => column.label);
  return labels.length === 0 ? undefined : html`<p class="note">${reason}: ${labels.join(", ")}.</p>`;
}

/** Sessions over time that are no side of a changed one. */
export function timelinesSection(timelines: readonly DrawnChart[]): Html | undefined {
  if (timelines.length === 0) return undefined;
  return html`<section aria-labelledby="timelines">
<h2 id="timelines">Sessions over time</h2>
<p>Sessions that tell much, and so not typical ones. Those on one trace are drawn on the same axes. ${SERIES_LEGEND}</p>
${timelines.map((chart) => figure(chart, chart.description, "wide"))}
</section>`;
}

/** What the lines of a timeline are. */
export const SERIES_LEGEND =
  "Shown is the bitrate on the screen, chosen that of the segment being asked for, which is on the screen once the buffer before it has been played; a dot is a decision for another level or for another reason.";
