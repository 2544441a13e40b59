import type { ChangedSession, Summary, Timeline } from "../../model/results.js";
import { decisionsOf, spread } from "../charts/decisions.js";
import type { NameOf } from "../figures.js";
import { shortened } from "../names.js";
import { count, decimal, difference, minus, NO_VALUE, quantity, scaled, scaleOf } from "../number-format.js";
import { valueAt } from "../telemetry-state.js";
import { SERIES_LEGEND } from "./chart-sections.js";
import { type Html, html } from "./escape.js";
import { figure } from "./figure.js";
import type { ChangedCharts } from "./report-charts.js";

/** Decisions listed of one session: the chart has them all. */
const MOST_LISTED = 60;

/** The sessions that an arm changed most, each opening what happened under both. */
export function changedSection(
  summary: Summary,
  changed: readonly ChangedCharts[],
  nameOf: NameOf,
): Html | undefined {
  if (changed.length === 0) return undefined;
  return html`<section aria-labelledby="changed">
<h2 id="changed">The sessions that changed most</h2>
<p>The same trace, video and replicate under the control and under another policy; open one to see both over time, on the same axes. At most a few of each policy are shown, and one of a trace. They are the extremes, and so not typical. ${SERIES_LEGEND}</p>
<ol class="changed">
${changed.map((one) => changedItem(summary, one, nameOf))}</ol>
</section>`;
}

function changedItem(summary: Summary, { session, sides }: ChangedCharts, nameOf: NameOf): Html {
  const { trace, video, replicate } = session.policy;
  const where = html`<span class="name">${shortened(trace)}</span> <span class="soft">video ${shortened(video)}${replicate > 0 && `, replicate ${replicate}`}</span>`;
  const row = html`${where} <span class="what"><b class="name">${nameOf(session.policy.policy)}</b> ${changeInWords(summary, session, nameOf)}</span>`;
  if (sides.length === 0)
    return html`<li><div class="row">${row}</div></li>
`;
  return html`<li><details><summary><span class="row">${row}</span></summary>
${sides.map(({ timeline, chart }) => html`${figure(chart, chart.description, "wide")}${decisionTable(timeline, nameOf)}`)}
</details></li>
`;
}

/** "composite QoE 82.3 → 61.5 (−20.8) against ewma". */
function changeInWords({ columns }: Summary, session: ChangedSession, nameOf: NameOf): string {
  const { value, controlValue, metric, control } = session;
  const column = columns.find(({ name }) => name === metric);
  const scale = column ? scaleOf(column, [value, controlValue]) : { symbol: "", exponent: 0 };
  const shown = (one: number) => minus(decimal(scaled(one, scale)));
  const by = minus(difference(scaled(value - controlValue, scale), undefined));
  const unit = metric.startsWith("qoe_") || scale.symbol === "" ? "" : ` ${scale.symbol}`;
  return `${column?.label ?? metric} ${shown(controlValue)} → ${shown(value)}${unit} (${by}) against ${nameOf(control.policy)}`;
}

/** Why the policy chose what it did, as a table to be read. */
function decisionTable(timeline: Timeline, nameOf: NameOf): Html | undefined {
  const all = decisionsOf(timeline);
  if (all.length === 0) return undefined;
  const listed = spread(all, MOST_LISTED);
  const corners = timeline.buffer.map(({ time_s: at, buffer_s: value }) => ({ at, value }));
  const name = nameOf(timeline.identity.policy);
  return html`<details class="decisions">
<summary>Decisions of <span class="name">${name}</span></summary>
<div class="scroll" tabindex="0" role="group" aria-label="${`Decisions of ${name}`}"><table>
<thead><tr><th scope="col" class="number">time (s)</th><th scope="col" class="number">segment</th><th scope="col" class="number">chosen</th><th scope="col" class="number">estimate</th><th scope="col" class="number">buffer (s)</th><th scope="col">reason</th></tr></thead>
<tbody>
${listed.map(
  ({ requested_s: at, segment, bitrate_kbps: chosen, estimate_kbps: estimate, reason }) =>
    html`<tr><td class="number">${at.toFixed(1)}</td><td class="number">${segment}</td><td class="number">${quantity(chosen, "kbit/s")}</td><td class="number">${quantity(estimate, "kbit/s")}</td><td class="number">${valueAt(corners, at).toFixed(1)}</td><td>${reason === undefined ? NO_VALUE : shortened(reason, 100)}</td></tr>
`,
)}</tbody>
</table></div>
<p class="note">Requests for another level than the one before, or for another reason${listed.length < all.length && `; ${count(listed.length)} of ${count(all.length)}, evenly spread`}.</p>
</details>
`;
}
