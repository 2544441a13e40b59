import { shortened } from "../names.js";
import { count } from "../number-format.js";
import type { ReportData } from "./data.js";
import { type Html, html } from "./escape.js";

/** What was run. */
export function factsOf({ run, summary }: ReportData): Html {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Scenario", summary.scenario === run.title ? undefined : shortened(summary.scenario)],
    ["Policies", count(summary.arms.length)],
    ["Traces", count(summary.traces)],
    ["Trace sets", run.traceSets && list(run.traceSets)],
    ["Videos", run.videos && list(run.videos)],
    ["Replicates", run.replicates === undefined ? undefined : count(run.replicates)],
    ["Sessions", count(summary.sessions)],
    ["Profile", run.profile === undefined ? undefined : shortened(run.profile)],
    ["Seed", String(run.seed)],
    ["abrsim", shortened(run.version)],
  ];
  return html`<dl class="facts">
${facts.map(
  ([term, fact]) =>
    fact !== undefined &&
    html`<div><dt>${term}</dt><dd>${fact}</dd></div>
`,
)}</dl>`;
}

const MOST_LISTED = 6;

function list(names: readonly string[]): string {
  const shown = names.length <= MOST_LISTED ? names : names.slice(0, MOST_LISTED - 1);
  const rest = names.length - shown.length;
  return shown.map((name) => shortened(name)).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
