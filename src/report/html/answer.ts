import type { MetricColumn, Summary } from "../../model/results.js";
import { differenceOf, differenceScale, leadingMetric, onScale, verdictOf } from "../figures.js";
import { difference, withSymbol } from "../number-format.js";
import { type Html, html } from "./escape.js";
import { minus } from "./numbers.js";

/** What the experiment says in a sentence an arm: how each compares with the control on the leading metric. */
export function answerSection(summary: Summary, names: ReadonlyMap<string, string>): Html | undefined {
  const metric = leadingMetric(summary.columns);
  if (!metric) return undefined;
  const { arms, control, traces } = summary;
  const others = arms.filter(({ policy }) => policy !== control);
  const nameOf = (policy: string) => names.get(policy) ?? policy;
  const onTraces = `on ${traces} ${traces === 1 ? "trace" : "traces"}`;
  if (others.length === 0)
    return html`<section class="answer" aria-label="The answer"><p>One policy was run ${onTraces}: there is nothing to compare it with.</p></section>`;
  return html`<section class="answer" aria-label="The answer">
<p class="question"><b>${metric.label}</b>${unitOf(metric)} of each policy against the control <b class="name">${nameOf(control)}</b>, ${onTraces}:</p>
<ul>
${others.map(
  ({ policy }) => html`<li>${sentenceOf(summary, policy, metric, nameOf)}</li>
`,
)}</ul>
</section>`;
}

function sentenceOf(
  summary: Summary,
  policy: string,
  metric: MetricColumn,
  nameOf: (policy: string) => string,
): Html {
  const pair = differenceOf(summary, policy, metric.name);
  const scale = differenceScale(summary, metric);
  const { mean, interval } = onScale(pair, scale);
  const verdict = verdictOf({ interval }, metric);
  const symbol = metric.name.startsWith("qoe_") ? "" : scale.symbol;
  const figures =
    mean === undefined
      ? "no session has a value under both"
      : minus(withSymbol(difference(mean, interval), { symbol }));
  return html`<b class="name">${nameOf(policy)}</b>: <span class="figures">${figures}</span> <span class="verdict ${verdict.replaceAll(" ", "-")}">${verdict}</span>`;
}

function unitOf({ unit, better }: MetricColumn): string {
  const parts = [unit, better === "neither" ? "" : `${better} is better`].filter((part) => part !== "");
  return parts.length === 0 ? "" : ` (${parts.join("; ")})`;
}
