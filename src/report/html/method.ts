import type { Summary } from "../../model/results.js";
import type { NameOf } from "../figures.js";
import { shortened } from "../names.js";
import { count } from "../number-format.js";
import { type Html, html } from "./escape.js";

/** How the figures were made, and what they cannot say. */
export function methodSection({ traces, control, weights, split }: Summary, nameOf: NameOf): Html {
  const name = html`<span class="name">${nameOf(control)}</span>`;
  return html`<section aria-labelledby="method">
<h2 id="method">How these figures were made</h2>
<ul>
<li><b>The unit is the trace.</b> Sessions on the same trace are not independent, so intervals are 95 % studentised bootstrap intervals that resample whole traces (here ${count(traces)}) within each trace set, 10,000 times, with the run’s seed. With few traces they are wide, and that is the truth.</li>
${
  split
    ? html`<li><b>The design is unpaired.</b> Each trace was given to ${name} or to the other policy by a hash of its name: ${split.controlPercent} % to the control (${count(split.controlTraces)} traces, and ${count(split.armTraces)} to the other), as in a test on an audience.</li>`
    : html`<li><b>Differences are paired.</b> Every policy met the same traces with the same random numbers; a difference to ${name} is taken session by session, over those where both have a value, and then averaged.</li>`
}
<li><b>P-values are of permutations</b> of whole traces between the two sides, and corrected for all that a table tests (Benjamini and Hochberg): of the differences called better or worse, at most one in twenty is expected to be chance.</li>
<li><b>What the words mean.</b> “Equivalent”: whatever difference there is lies within a margin, 2 % of the control’s mean. “No difference shown” is no proof that the two are alike. “Same”: no trace shows any difference.</li>
<li><b>The decision</b> is to roll out a policy that is better by over 2 % of the control’s mean, and significantly so; else to keep the control.</li>
${weights && html`<li><b>Trace sets are weighted:</b> ${weightsInWords(weights)}.</li>`}
<li><b>Ratios are ratios of sums.</b> The stall ratio is all stall time over all time spent playing or stalled, never a mean of the sessions’ ratios. Startup is not a stall.</li>
<li><b>Missing is missing.</b> A session without a value, such as the startup delay of one that never started, is left out of that mean and counted under sessions.</li>
<li><b>Simulation removes chance, not the choice of traces.</b> The intervals speak of traces like these. Another population of viewers may rank the policies otherwise.</li>
<li><b>Traces remember the policy that logged them.</b> The throughput a player measures depends on what it asked for, so a trace logged under one policy is biased for the others (Alomar et al., CausalSim, NSDI 2023).</li>
</ul>
</section>
`;
}

function weightsInWords(weights: Readonly<Record<string, number>>): string {
  return Object.entries(weights)
    .map(([set, weight]) => `${shortened(set)} ${weight}`)
    .join(", ");
}
