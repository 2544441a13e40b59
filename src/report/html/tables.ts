import type { Summary } from "../../model/results.js";
import { type Comparison, sharedDecimals } from "../comparison.js";
import { contrastLabel, metricOf, type NameOf, onScale, sessionsInWords } from "../figures.js";
import { decimal, estimate, minus, NO_VALUE, type Scale, scaleOf, withSymbol } from "../number-format.js";
import { DIFFERENCE_LEGEND, legend } from "../tables/table.js";
import { type Html, html } from "./escape.js";
import { findingBadge } from "./finding-badge.js";

/** The headline figures of each arm, the best of each column marked. */
export function comparisonTable(summary: Summary, { columns, rows }: Comparison, nameOf: NameOf): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Table, to be scrolled"><table>
<thead><tr><th scope="col">policy</th><th scope="col">sessions</th>${columns.map(({ metric, scale }) => headingOf(metric.label, scale))}</tr></thead>
<tbody>
${rows.map(
  ({
    policy,
    isControl,
    sessions,
    cells,
  }) => html`<tr><th scope="row" class="name">${nameOf(policy)}${isControl && html` <span class="tag">control</span>`}</th><td>${sessions.split(", ").map((part) => html`<span class="status">${part}</span>`)}</td>${cells.map(({ text, best }) => html`<td class="number">${best ? html`<b class="best">★ ${figuresOf(text)}</b>` : figuresOf(text)}</td>`)}</tr>
`,
)}</tbody>
</table></div>
<p class="note">${legend(summary)}. <span class="best">★</span> best in its column.</p>
`;
}

/** The differences of each arm to the control, with what each shows in words. */
export function differencesTable(
  { contrasts }: Summary,
  { columns, differences, control }: Comparison,
  nameOf: NameOf,
): Html | undefined {
  if (differences.length === 0 || columns.length === 0) return undefined;
  return html`<h3>Difference to <span class="name">${nameOf(control)}</span></h3>
<div class="scroll" tabindex="0" role="group" aria-label="Table, to be scrolled"><table>
<thead><tr><th scope="col">policy</th>${columns.map(({ metric, differenceScale }) => headingOf(metric.label, differenceScale))}</tr></thead>
<tbody>
${differences.map(
  (
    row,
  ) => html`<tr><th scope="row" class="name">${contrastLabel(row, contrasts, nameOf)}</th>${row.cells.map(({ text, finding }) => html`<td class="number">${figuresOf(text)}${findingBadge(finding)}</td>`)}</tr>
`,
)}</tbody>
</table></div>
<p class="note">${DIFFERENCE_LEGEND}.</p>
`;
}

/** What each of the clients of a link got; undefined where no arm has several. */
export function clientsTable({ arms }: Summary, { columns }: Comparison, nameOf: NameOf): Html | undefined {
  const rows = arms.flatMap(({ policy, clients = [] }) => clients.map((client) => ({ policy, ...client })));
  if (rows.length === 0) return undefined;
  const meansOf = ({ metric, scale }: Comparison["columns"][number]) =>
    rows.map(({ metrics }) => {
      const mean = metrics.find((one) => one.metric === metric.name)?.mean;
      return onScale({ mean, interval: undefined }, scale).mean;
    });
  const cells = columns.map((column) => {
    const means = meansOf(column);
    const decimals = sharedDecimals(means.map((mean) => ({ mean, interval: undefined })));
    return means.map((mean) => estimate(mean, undefined, decimals));
  });
  return html`<section aria-labelledby="clients">
<h2 id="clients">Clients of one link</h2>
<div class="scroll" tabindex="0" role="group" aria-label="Table, to be scrolled"><table>
<thead><tr><th scope="col">policy</th><th scope="col">client</th><th scope="col">sessions</th>${columns.map(({ metric, scale }) => headingOf(metric.label, scale))}</tr></thead>
<tbody>
${rows.map(
  ({ policy, client, counts }, row) =>
    html`<tr><th scope="row" class="name">${nameOf(policy)}</th><td>${client}</td><td>${sessionsInWords(counts)}</td>${cells.map((column) => html`<td class="number">${figuresOf(column[row]!)}</td>`)}</tr>
`,
)}</tbody>
</table></div>
<p class="note">Means over each client's own sessions.</p>
</section>
`;
}

/** Every metric of every arm: mean, median and tails. */
export function fullTable(summary: Summary, nameOf: NameOf): Html {
  const rows = summary.columns.flatMap((column) => {
    const scale = scaleOf(
      column,
      summary.arms.map((arm) => metricOf(arm, column.name)?.mean),
    );
    const means = summary.arms.map((arm) => onScale(metricOf(arm, column.name), scale));
    const decimals = sharedDecimals(means);
    return summary.arms.map((arm, index) => {
      const figures = metricOf(arm, column.name);
      const { mean, interval } = means[index]!;
      const shown = (value: number | undefined) => {
        const { mean: onIt } = onScale({ mean: value, interval: undefined }, scale);
        return html`<td class="number">${onIt === undefined ? NO_VALUE : minus(decimal(onIt))}</td>`;
      };
      return html`<tr${index === 0 && html` class="first"`}>${
        index === 0 &&
        html`<th scope="rowgroup" rowspan="${summary.arms.length}">${withSymbol(column.label, { symbol: scale.symbol && `(${scale.symbol})` })}</th>`
      }<td class="name">${nameOf(arm.policy)}</td><td class="number">${figures?.n ?? 0}</td><td class="number">${figuresOf(estimate(mean, interval, decimals))}</td>${[figures?.p5, figures?.median, figures?.p95].map(shown)}</tr>
`;
    });
  });
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Table, to be scrolled"><table class="full">
<thead><tr><th scope="col">metric</th><th scope="col">policy</th><th scope="col" class="number">sessions</th><th scope="col" class="number">mean</th><th scope="col" class="number">p5</th><th scope="col" class="number">median</th><th scope="col" class="number">p95</th></tr></thead>
<tbody>
${rows}</tbody>
</table></div>
<p class="note">The mean (of ratios: the ratio of sums) with its 95 % interval, and the 5th, 50th and 95th percentile of sessions.</p>
`;
}

function headingOf(label: string, { symbol }: Scale): Html {
  return html`<th scope="col" class="number">${label}${symbol !== "" && html`<span class="unit">${symbol}</span>`}</th>`;
}

/** The interval is set smaller than the figure it belongs to. */
function figuresOf(text: string): Html {
  const [mean = "", interval] = text.split(/ (?=\[)/);
  return interval === undefined
    ? html`${minus(mean)}`
    : html`${minus(mean)} <span class="interval">${minus(interval)}</span>`;
}
