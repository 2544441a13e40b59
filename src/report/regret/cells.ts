import { sessionsInWords } from "../figures.js";
import { decimal, estimate, NO_VALUE, quantity } from "../number-format.js";
import { isExact, type RegretOfArm, type RegretOfModel } from "./regret.js";

/** The headings of a model's table. The first two columns hold words. */
export function headingsOf({ model, unit }: RegretOfModel): string[] {
  return [
    "policy",
    "sessions",
    "compared",
    `QoE ${model} (${unit})`,
    "optimum",
    "regret",
    "share of the optimum",
  ];
}

/** An arm's cells after its name. */
export function cellsOf(arm: RegretOfArm): string[] {
  const { counts, n, achieved, lower, upper, regret, interval, atMost, share } = arm;
  const exact = isExact(arm);
  const optimum = exact ? figure(lower) : `${figure(lower)} to ${figure(upper)}`;
  const most = exact || atMost === undefined ? "" : `, at most ${figure(atMost)}`;
  return [
    sessionsInWords(counts),
    String(n),
    figure(achieved),
    optimum,
    `${estimate(regret, interval)}${most}`,
    share === undefined ? NO_VALUE : quantity(share, "%"),
  ];
}

const figure = (value: number | undefined): string => (value === undefined ? NO_VALUE : decimal(value));
