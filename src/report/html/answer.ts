import type { Summary } from "../../model/results.js";
import type { Comparison, ComparisonColumn } from "../comparison.js";
import { leadingMetric, type NameOf } from "../figures.js";
import { count, minus, withSymbol } from "../number-format.js";
import { type ContrastInWords, verdictsInWords } from "../verdicts/index.js";
import { type Html, html } from "./escape.js";
import { findingBadge } from "./finding-badge.js";

/** With more contrasts than these, what is said of the other metrics is folded. */
const MOST_OPEN = 2;

/**
 * What the experiment says: which policy has the best mean of the leading metric, and of each comparison its verdict,
 * the decision that follows, what to mind, and what the other metrics say.
 */
export function answerSection(summary: Summary, comparison: Comparison, nameOf: NameOf): Html | undefined {
  const metric = leadingMetric(summary);
  if (!metric) return undefined;
  const { arms, contrasts, traces } = summary;
  const onTraces = `on ${count(traces)} ${traces === 1 ? "trace" : "traces"}`;
  const contents =
    arms.length < 2 && contrasts.length === 0
      ? html`<p>One policy was run ${onTraces}: there is nothing to compare it with.</p>`
      : comparedContents(summary, comparison, nameOf);
  return html`<section class="answer" aria-labelledby="verdict">
<h2 id="verdict">Verdict</h2>
${contents}
${incompleteNote(summary)}
</section>`;
}

function comparedContents(summary: Summary, comparison: Comparison, nameOf: NameOf): Html {
  const words = verdictsInWords(summary, nameOf);
  const shared = words.length > 1 ? sharedCautions(words) : [];
  return html`${leadersSentence(comparison, nameOf)}
${cautionList(shared)}
${words.map((contrast) => contrastArticle(contrast, shared, words.length <= MOST_OPEN))}`;
}

function contrastArticle(
  { heading, finding, verdict, decision, tails, others, cautions }: ContrastInWords,
  said: readonly string[],
  open: boolean,
): Html {
  return html`<article class="contrast" aria-label="${heading}">
<p>${findingBadge(finding)} ${minus(verdict)}</p>
<p class="decision">${minus(decision)}</p>
${cautionList(cautions.filter((caution) => !said.includes(caution)))}
${
  (others.length > 0 || tails !== undefined) &&
  html`<details${open && html` open`}><summary>Other metrics</summary>
<ul>
${others.map(
  ({ line }) => html`<li>${minus(line)}</li>
`,
)}${tails !== undefined && html`<li>${minus(tails)}</li>`}</ul></details>`
}
</article>
`;
}

/** What holds for every comparison is said once. */
function sharedCautions(words: readonly ContrastInWords[]): readonly string[] {
  const [first, ...rest] = words;
  return (first?.cautions ?? []).filter((caution) =>
    rest.every(({ cautions }) => cautions.includes(caution)),
  );
}

function cautionList(cautions: readonly string[]): Html | undefined {
  if (cautions.length === 0) return undefined;
  return html`<ul class="cautions">${cautions.map((caution) => html`<li><b>Mind:</b> ${minus(caution)}</li>`)}</ul>`;
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

/** The unit of a QoE model is its own sums', and says nothing to a reader of one figure. */
function withUnitOf({ metric, scale }: ComparisonColumn, digits: string): string {
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
