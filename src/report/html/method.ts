import type { Summary } from "../../model/results.js";
import { type Html, html } from "./escape.js";

/** How the figures were made, and what they cannot say. */
export function methodSection({ traces, control }: Summary): Html {
  return html`<section aria-labelledby="method">
<h2 id="method">How these figures were made</h2>
<ul>
<li><b>The unit is the trace.</b> Sessions on the same trace are not independent, so the intervals are 95 % bootstrap intervals that resample whole traces (here ${traces}), within each trace set. With few traces they are wide, and that is the truth.</li>
<li><b>Differences are paired.</b> Every policy met the same traces with the same random numbers; a difference to <span class="name">${control}</span> is taken session by session, over those where both have a value, and then averaged. “No difference shown” means that the interval contains 0: it is not a proof that the two are alike. “Same” means that no trace shows any.</li>
<li><b>Ratios are ratios of sums.</b> The stall ratio is all stall time over all time spent playing or stalled, never a mean of the sessions’ ratios. Startup is not a stall.</li>
<li><b>Missing is missing.</b> A session without a value, such as the startup delay of one that never started, is left out of that mean and counted under sessions.</li>
<li><b>Simulation removes chance, not the choice of traces.</b> The intervals speak of traces like these. Another population of viewers may rank the policies otherwise.</li>
<li><b>Traces remember the policy that logged them.</b> The throughput a player measures depends on what it asked for, so a trace logged under one policy is biased for the others (Alomar et al., CausalSim, NSDI 2023).</li>
</ul>
</section>
`;
}
