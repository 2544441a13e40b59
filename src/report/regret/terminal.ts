import pc from "picocolors";
import { displayNames, shortened } from "../names.js";
import { count } from "../number-format.js";
import type { TableLook } from "../tables/index.js";
import { grid, wrapped } from "../tables/terminal.js";
import { cellsOf, headingsOf } from "./cells.js";
import { LEFT_OUT, leavesOut, type RegretReport, regretLegend } from "./regret.js";

const NAME_LENGTH = 32;

/** For a terminal: a table for each QoE model. Wider ones are continued below, never truncated. */
export function terminalRegret(report: RegretReport, look: TableLook = {}): string {
  const { width = 100, colour = false } = look;
  const paint = pc.createColors(colour);
  const tables = report.models.flatMap((model) => {
    const names = displayNames(
      model.arms.map(({ policy }) => policy),
      NAME_LENGTH,
    );
    const rows = model.arms.map((arm) => [
      names.get(arm.policy) ?? shortened(arm.policy, NAME_LENGTH),
      ...cellsOf(arm),
    ]);
    return grid([headingsOf(model).map(wrapped), ...rows], 2, width, paint);
  });
  const legend = [regretLegend(report), ...(leavesOut(report) ? [LEFT_OUT] : [])];
  const parts = [paint.bold(titleOf(report)), ...tables, ...legend.map((line) => paint.dim(line))];
  return `${parts.join("\n\n")}\n`;
}

function titleOf({ scenario, sessions, traces }: RegretReport): string {
  const runs = sessions === 1 ? "1 session" : `${count(sessions)} sessions`;
  return `${shortened(scenario)}: regret in ${runs} on ${traces === 1 ? "1 trace" : `${count(traces)} traces`}`;
}
