import { displayNames, shortened } from "../names.js";
import { escapeMarkdown, tableOf } from "../tables/markdown.js";
import { cellsOf, headingsOf } from "./cells.js";
import { LEFT_OUT, leavesOut, type RegretReport, regretLegend } from "./regret.js";

/** As GitHub-flavoured Markdown: a table for each QoE model. */
export function markdownRegret(report: RegretReport): string {
  const tables = report.models.map((model) => {
    const names = displayNames(model.arms.map(({ policy }) => policy));
    const rows = model.arms.map((arm) => [
      escapeMarkdown(names.get(arm.policy) ?? arm.policy),
      ...cellsOf(arm),
    ]);
    return tableOf(headingsOf(model), rows, 2);
  });
  const legend = [regretLegend(report), ...(leavesOut(report) ? [LEFT_OUT] : [])];
  const title = `### ${escapeMarkdown(shortened(report.scenario))}: regret`;
  return `${[title, ...tables, ...legend.map((line) => `${line}.`)].join("\n\n")}\n`;
}
