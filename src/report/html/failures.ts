import type { SessionFailure, Summary } from "../../model/results.js";
import type { NameOf } from "../figures.js";
import { shortened } from "../names.js";
import { count } from "../number-format.js";
import { type Html, html } from "./escape.js";

const MOST_SHOWN = 50;
const LONGEST_COMMAND = 4000;

/**
 * The sessions that failed, each with the command that shows it failing again.
 *
 * @param failures the first of them
 */
export function failuresSection(
  { arms }: Pick<Summary, "arms">,
  failures: readonly SessionFailure[],
  nameOf: NameOf,
): Html | undefined {
  if (failures.length === 0) return undefined;
  const failed = arms.reduce((sum, { counts }) => sum + counts.failed, 0);
  const left = failures.length - MOST_SHOWN;
  return html`<section aria-labelledby="failures">
<h2 id="failures">Failures</h2>
<p>${count(failed)} ${failed === 1 ? "session" : "sessions"} failed and ${failed === 1 ? "is" : "are"} in no mean.</p>
<ul class="failures">
${failures.slice(0, MOST_SHOWN).map(
  ({
    session,
    problem,
    replay,
  }) => html`<li><b class="name">${nameOf(session.policy)}</b> on <span class="name">${shortened(session.trace, 80)}</span>, video ${shortened(session.video)}, replicate ${session.replicate}, seed ${session.seed}
<p class="problem">${shortened(problem, 300)}</p>
<pre><code>${shortened(replay, LONGEST_COMMAND)}</code></pre></li>
`,
)}</ul>
${left > 0 && html`<p class="note">${count(left)} more are in <code>run.json</code>${failed > failures.length && ", which tells of the first of them"}.</p>`}
</section>
`;
}
