import type { Summary } from "../../model/results.js";
import type { Comparison, ComparisonColumn } from "../comparison.js";
import { differenceScale, leadingMetric, onScale, shownDifference, verdictOf } from "../figures.js";
import { count, difference, minus, withSymbol } from "../number-format.js";
import { type Html, html } from "./escape.js";

type NameOf = (policy: string) => string;

/**
 * What the experiment says: which policy has the best mean of the leading metric, whether other QoE models agree,
 * and in a line an arm how each compares with the control.
 */
export function answerSection(
  summary: Summary,
  comparison: Comparison,
  names: ReadonlyMap<string, string>,
): Html | undefined {
  const metric = leadingMetric(summary);
  if (!metric) return undefined;
  const { arms, control, traces } = summary;
  const others = arms.filter(({ policy }) => policy !== control);
  const nameOf: NameOf = (policy) => names.get(policy) ?? policy;
  const onTraces = `on ${count(traces)} ${traces === 1 ? "trace" : "traces"}`;
  if (others.length === 0)
    return html`<section class="answer" aria-label="The answer"><p>One policy was run ${onTraces}: there is nothing to compare it with.</p>${incompleteNote(summary)}</section>`;
  const direction = metric.better === "neither" ? "" : ` (${metric.better} is better)`;
  return html`<section class="answer" aria-label="The answer">
${leadersSentence(comparison, nameOf)}
<p class="question"><b>${metric.label}</b>${direction} of each policy against the control <b class="name">${nameOf(control)}</b>, ${onTraces}, with the 95 % interval of the difference:</p>
<ul>
${others.map(
  ({ policy }) => html`<li>${sentenceOf(summary, policy, nameOf)}</li>
`,
)}</ul>
${incompleteNote(summary)}
</section>`;
}

/** Which policies lead by the first metric, and by each further QoE model that ranks others first. */
function leadersSentence(comparison: Comparison, nameOf: NameOf): Html | undefined {
  const leaders = comparison.columns
    .filter(({ metric }, place) => place === 0 || metric.name.startsWith("qoe_"))
    .map((column) => leadersBy(column, comparison));
  const [first, ...rest] = leaders;
  if (!first || first.policies.length === 0) return undefined;
  const named = ({ policies, figures }: Leaders) =>
    html`${policies.map((policy, place) => html`${place > 0 && " and "}<b class="name">${nameOf(policy)}</b>`)} (${minus(figures)})`;
  const others = rest.filter(
    ({ policies }) => policies.length > 0 && !policies.some((policy) => first.policies.includes(policy)),
  );
  const { metric } = first.column;
  return html`<p class="lead">The ${metric.better === "lower" ? "lowest" : "highest"} mean ${metric.label} is that of ${named(first)}.${others.map((other) => html` By ${other.column.metric.label} it is ${named(other)}.`)}</p>`;
}

interface Leaders {
  readonly column: ComparisonColumn;
  readonly policies: readonly string[];
  /** The first one's figure: the others have the same. */
  readonly figures: string;
}

function leadersBy(column: ComparisonColumn, { columns, rows }: Comparison): Leaders {
  const place = columns.indexOf(column);
  const best = rows.filter(({ cells }) => cells[place]!.best);
  const text = best[0]?.cells[place]?.text ?? "";
  return { column, policies: best.map(({ policy }) => policy), figures: withUnitOf(column, text) };
}

function sentenceOf(summary: Summary, policy: string, nameOf: NameOf): Html {
  const metric = leadingMetric(summary)!;
  const scale = differenceScale(summary, metric);
  const { mean, interval } = onScale(shownDifference(summary, policy, metric.name), scale);
  const verdict = verdictOf({ interval }, metric);
  const figures =
    mean === undefined
      ? "no session has a value under both"
      : minus(withUnitOf({ metric, scale }, difference(mean, interval)));
  return html`<b class="name">${nameOf(policy)}</b>: <span class="figures">${figures}</span> <span class="verdict ${verdict.replaceAll(" ", "-")}">${verdict}</span>`;
}

/** The unit of a QoE model is its own sums', and says nothing to a reader of one figure. */
function withUnitOf({ metric, scale }: Pick<ComparisonColumn, "metric" | "scale">, digits: string): string {
  return metric.name.startsWith("qoe_") ? digits : withSymbol(digits, scale);
}

/** Sessions that did not come to their end bear on every figure, so the answer says how many there are. */
function incompleteNote({ arms, sessions }: Summary): Html | undefined {
  const total = (status: "failed" | "starved") => arms.reduce((sum, { counts }) => sum + counts[status], 0);
  const parts = [
    total("failed") > 0 &&
      html`${count(total("failed"))} failed and are in no mean (<a href="#failures">failures</a>)`,
    total("starved") > 0 && html`${count(total("starved"))} starved: nothing more could arrive`,
  ].filter((part) => part !== false);
  if (parts.length === 0) return undefined;
  return html`<p class="note">Of ${count(sessions)} ${sessions === 1 ? "session" : "sessions"}, ${parts.map((part, place) => html`${place > 0 && "; "}${part}`)}.</p>`;
}
