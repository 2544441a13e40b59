import type { Summary } from "../../model/results.js";
import { analyticsTable } from "../analytics.js";
import type { NameOf } from "../figures.js";
import { minus, quantity } from "../number-format.js";
import { type Html, html } from "./escape.js";

/** The figures that production analytics would show of each arm, over all of its own sessions. */
export function analyticsDetails(summary: Summary, nameOf: NameOf): Html {
  const rows = analyticsTable(summary);
  return html`<details>
<summary>As production analytics count it</summary>
<div class="scroll" tabindex="0"><table>
<thead><tr><th scope="col">figure</th>${summary.arms.map(({ policy }) => html`<th scope="col" class="number name">${nameOf(policy)}</th>`)}</tr></thead>
<tbody>
${rows.map(
  ({ label, unit, values }) =>
    html`<tr><th scope="row">${label}</th>${values.map((value) => html`<td class="number">${minus(quantity(value, unit))}</td>`)}</tr>
`,
)}</tbody>
</table></div>
<p class="note">Over all sessions of each policy, unpaired and unweighted, as CTA-2066, Media3’s PlaybackStats and Mux define them: ratios are ratios of sums, and sessions that never started are counted and have no startup delay.</p>
</details>`;
}
