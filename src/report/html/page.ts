import type { MetricColumn } from "../../model/results.js";
import { comparisonOf } from "../comparison.js";
import { printable, shortened } from "../names.js";
import { count } from "../number-format.js";
import type { Variation } from "../variation.js";
import { answerSection } from "./answer.js";
import type { ReportData } from "./data.js";
import { type Html, html, trusted } from "./escape.js";
import { failuresSection } from "./failures.js";
import { type DrawnChart, figure } from "./figure.js";
import { methodSection } from "./method.js";
import { STYLE } from "./style.js";
import { clientsTable, comparisonTable, differencesTable, fullTable } from "./tables.js";

export type { DrawnChart } from "./figure.js";

/** The charts of the report, drawn. */
export interface ReportCharts {
  readonly differences: DrawnChart | undefined;
  readonly scatter: DrawnChart | undefined;
  readonly cdfs: readonly {
    readonly column: MetricColumn;
    readonly headline: boolean;
    readonly chart: DrawnChart;
  }[];
  readonly timelines: readonly DrawnChart[];
}

/** A metric whose distributions are not drawn, because there is nothing to be seen in them. */
export interface NotDrawn {
  readonly column: MetricColumn;
  readonly variation: Variation;
}

/**
 * The page: the answer first, then the figures behind it, then how they were made.
 *
 * @param names what to call each arm
 */
export function pageOf(
  data: ReportData,
  charts: ReportCharts,
  notDrawn: readonly NotDrawn[],
  names: ReadonlyMap<string, string>,
): string {
  const { run, summary, failures } = data;
  const title = shortened(run.title, 200);
  const comparison = comparisonOf(summary);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="generator" content="abrsim ${run.version}">
<title>${title} – abrsim report</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<header>
<p class="kicker">abrsim report</p>
<h1>${title}</h1>
${factsOf(data)}
</header>
<main>
${answerSection(summary, comparison, names)}
<section aria-labelledby="comparison">
<h2 id="comparison">Comparison</h2>
${comparisonTable(summary, comparison, names)}
${differencesTable(comparison, names)}
${clientsTable(summary, comparison, names)}
${charts.differences && figure(charts.differences, "Paired differences with their 95 % intervals. Grey: the interval contains 0, so no difference is shown. A metric that is the same under every policy has no panel.", "wide")}
<details>
<summary>All ${summary.columns.length} metrics</summary>
${fullTable(summary, names)}
</details>
</section>
${distributionsSection(charts, notDrawn)}
${timelinesSection(charts.timelines)}
${failuresSection(failures, names)}
${methodSection(summary)}
</main>
<footer>
<p>Made by abrsim ${printable(run.version)} with seed ${run.seed}. The charts are also in the folder <code>charts/</code> beside this page, as SVG and as Vega-Lite specifications with their data.</p>
</footer>
</body>
</html>
`;
  return page.markup;
}

function factsOf({ run, summary }: ReportData): Html {
  const list = (names: readonly string[]) =>
    names.length <= 6
      ? names.map((name) => shortened(name)).join(", ")
      : `${names
          .slice(0, 5)
          .map((name) => shortened(name))
          .join(", ")} and ${names.length - 5} more`;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Scenario", summary.scenario === run.title ? undefined : shortened(summary.scenario)],
    ["Policies", count(summary.arms.length)],
    ["Traces", count(summary.traces)],
    ["Trace sets", run.traceSets && list(run.traceSets)],
    ["Videos", run.videos && list(run.videos)],
    ["Replicates", run.replicates === undefined ? undefined : count(run.replicates)],
    ["Sessions", count(summary.sessions)],
    ["Profile", run.profile === undefined ? undefined : shortened(run.profile)],
    ["Seed", String(run.seed)],
    ["abrsim", shortened(run.version)],
  ];
  return html`<dl class="facts">
${facts.map(
  ([term, fact]) =>
    fact !== undefined &&
    html`<div><dt>${term}</dt><dd>${fact}</dd></div>
`,
)}</dl>`;
}

function distributionsSection(
  { scatter, cdfs }: ReportCharts,
  notDrawn: readonly NotDrawn[],
): Html | undefined {
  if (!scatter && cdfs.length === 0) return undefined;
  const grid = (headline: boolean) =>
    cdfs
      .filter((cdf) => cdf.headline === headline)
      .map(({ column, chart }) => figure(chart, `${column.label}, cumulative over sessions`));
  const others = grid(false);
  return html`<section aria-labelledby="distributions">
<h2 id="distributions">Quality, stalls and their distributions</h2>
${scatter && figure(scatter, "Each point is the mean of a policy over its sessions, with 95 % intervals both ways. They are wide where traces differ a great deal from one another, which all policies share: whether two policies differ is for the paired differences to say.", "medium")}
${cdfs.length > 0 && html`<p>The height of a curve is the share of a policy’s sessions that have at most the value below it: where one curve lies to the right of another, its policy’s sessions have more.</p>`}
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

function notDrawnNote(reason: string, variation: Variation, notDrawn: readonly NotDrawn[]): Html | undefined {
  const labels = notDrawn.filter((one) => one.variation === variation).map(({ column }) => column.label);
  return labels.length === 0 ? undefined : html`<p class="note">${reason}: ${labels.join(", ")}.</p>`;
}

function timelinesSection(timelines: readonly DrawnChart[]): Html | undefined {
  if (timelines.length === 0) return undefined;
  return html`<section aria-labelledby="timelines">
<h2 id="timelines">Sessions over time</h2>
<p>Sessions that tell the policies apart well, and so not typical ones. Those on one trace are drawn on the same axes. Shown is the bitrate on the screen, chosen that of the segment being asked for, which is on the screen once the buffer before it has been played.</p>
${timelines.map((chart) => figure(chart, chart.description, "wide"))}
</section>`;
}
