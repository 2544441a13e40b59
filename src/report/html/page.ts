import { comparisonOf } from "../comparison.js";
import type { NameOf } from "../figures.js";
import { printable, shortened } from "../names.js";
import { analyticsDetails } from "./analytics.js";
import { answerSection } from "./answer.js";
import { changedSection } from "./changed.js";
import {
  costSection,
  distributionsSection,
  effectsSection,
  startupSection,
  switchesSection,
  timelinesSection,
  tradeoffSection,
} from "./chart-sections.js";
import { CLIENT_SCRIPT } from "./client-script.js";
import type { ReportData } from "./data.js";
import { PAGE_DATA_ID, type PageData } from "./embed/page-data.js";
import { type Html, html, trusted } from "./escape.js";
import { factsOf } from "./facts.js";
import { failuresSection } from "./failures.js";
import { methodSection } from "./method.js";
import type { NotDrawn, ReportCharts } from "./report-charts.js";
import { STYLE } from "./style.js";
import { clientsTable, comparisonTable, differencesTable, fullTable } from "./tables.js";

/** What is on the page. */
export interface PageContents {
  readonly data: ReportData;
  readonly charts: ReportCharts;
  readonly notDrawn: readonly NotDrawn[];
  readonly nameOf: NameOf;
  /** For the page's script. */
  readonly embedded: PageData;
}

/** The page: the answer first, then the figures behind it, then how they were made. */
export function pageOf({ data, charts, notDrawn, nameOf, embedded }: PageContents): string {
  const { run, summary, failures } = data;
  const title = shortened(run.title, 200);
  const comparison = comparisonOf(summary);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${securityPolicy()}">
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
${answerSection(summary, comparison, nameOf)}
<section aria-labelledby="comparison">
<h2 id="comparison">Comparison</h2>
${comparisonTable(summary, comparison, nameOf)}
${differencesTable(summary, comparison, nameOf)}
<details>
<summary>All ${summary.columns.length} metrics</summary>
${fullTable(summary, nameOf)}
</details>
${analyticsDetails(summary, nameOf)}
</section>
${effectsSection(charts)}
${tradeoffSection(charts)}
${distributionsSection(charts, notDrawn)}
${switchesSection(summary, charts, nameOf)}
${startupSection(summary, charts, nameOf)}
${costSection(summary, charts, nameOf)}
${changedSection(summary, charts.changed, nameOf)}
${timelinesSection(charts.timelines)}
${clientsTable(summary, comparison, nameOf)}
${failuresSection(summary, failures, nameOf)}
${methodSection(summary, nameOf)}
</main>
<footer>
<p>Made by abrsim ${printable(run.version)} with seed ${run.seed}. The charts are also in the folder <code>charts/</code> beside this page, as SVG and as Vega-Lite specifications with their data.</p>
</footer>
${scripts(embedded)}
</body>
</html>
`;
  return page.markup;
}

/** Nothing from anywhere, and of scripts the page's own, by its hash. */
function securityPolicy(): string {
  const script = CLIENT_SCRIPT ? `; script-src 'sha256-${CLIENT_SCRIPT.sha256}'` : "";
  return `default-src 'none'; style-src 'unsafe-inline'; img-src data:${script}`;
}

function scripts(embedded: PageData): Html | undefined {
  if (!CLIENT_SCRIPT) return undefined;
  // Whatever a name holds, it cannot end the element.
  const json = JSON.stringify(embedded).replaceAll("<", "\\u003c");
  return html`<script type="application/json" id="${PAGE_DATA_ID}">${trusted(json)}</script>
<script>${trusted(CLIENT_SCRIPT.code)}</script>`;
}
