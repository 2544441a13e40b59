import { fixed } from "../shown/harness.js";
import { composite, type Pair } from "./claim.js";
import type { Figure, SetOutcome } from "./outcome.js";

export type Judgement = "holds" | "does not hold" | "is not decided";

/** "Holds on 4g; does not hold on 3g-commute and 5g-driving." Only links that say something of others are judged. */
export function inShort(
  outcomes: readonly SetOutcome[],
  judge: (outcome: SetOutcome) => Judgement,
  tail = "",
): string {
  const samples = outcomes.filter(({ isSample }) => isSample);
  const parts = (["holds", "does not hold", "is not decided"] as const).flatMap((judgement) => {
    const sets = samples.filter((outcome) => judge(outcome) === judgement).map(({ set }) => set);
    if (sets.length === 0) return [];
    const every = judgement === "holds" ? "every family" : "any family";
    return [`${judgement} on ${sets.length === samples.length ? every : listed(sets)}`];
  });
  return `${capital(parts.join("; "))}${tail}.`;
}

/** The families of which something is true, "4g and leo-satellite"; "none of the families" if of none. */
export function where(outcomes: readonly SetOutcome[], isTrue: (outcome: SetOutcome) => boolean): string {
  const samples = outcomes.filter(({ isSample }) => isSample);
  const sets = samples.filter(isTrue).map(({ set }) => set);
  if (sets.length === samples.length) return "every family";
  return sets.length === 0 ? "none of the families" : listed(sets);
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** The least and the most of a figure over the families: "0.5 to 1.2"; one number where they round to the same. */
export function range(
  outcomes: readonly SetOutcome[],
  read: (outcome: SetOutcome) => Figure,
  digits: number,
): string {
  const means = outcomes.filter(({ isSample }) => isSample).flatMap((outcome) => read(outcome).mean ?? []);
  const [least, most] = [Math.min(...means), Math.max(...means)].map((value) => fixed(value, digits));
  return least === most ? least! : `${least} to ${most}`;
}

/** Whether the whole interval is above a value. */
export const isAbove = ({ interval }: Figure, value: number): boolean =>
  interval !== undefined && interval[0] > value;
export const isBelow = ({ interval }: Figure, value: number): boolean =>
  interval !== undefined && interval[1] < value;

/** Whether a share of sessions, in per cent, is as large as meant, which is mostly the complement of a quantile. */
export function reaches({ mean, interval }: Figure, percent: number): Judgement {
  if (mean === undefined) return "is not decided";
  if (mean >= percent) return "holds";
  return interval && interval[1] >= percent ? "is not decided" : "does not hold";
}

/** Document 003's rule for rolling a variant out: better by more than 2 %, and significantly (section 6.2). */
export const WORTHWHILE = 0.02;

/** Whether the rule would roll a variant out, on the composite score. */
export function isRolledOut(outcome: SetOutcome, pair: Pair): boolean {
  const figure = outcome.difference(pair, composite);
  return isAbove(figure, 0) && figure.mean! > WORTHWHILE * outcome.mean(pair.control, composite).mean!;
}

/** The same for the control, if it were the variant: the arm is worse than it by as much. */
export function isRuledOut(outcome: SetOutcome, pair: Pair): boolean {
  const figure = outcome.difference(pair, composite);
  return isBelow(figure, 0) && figure.mean! < -WORTHWHILE * outcome.mean(pair.control, composite).mean!;
}

/** Whether a control stands against its rivals: none is rolled out, and none might be that much better. */
export function stands(outcome: SetOutcome, rivals: readonly Pair[]): Judgement {
  if (rivals.some((rival) => isRolledOut(outcome, rival))) return "does not hold";
  const enough = (rival: Pair) => WORTHWHILE * outcome.mean(rival.control, composite).mean!;
  const isSafe = rivals.every((rival) => isBelow(outcome.difference(rival, composite), enough(rival)));
  return isSafe ? "holds" : "is not decided";
}

/** The outcome on one family. */
export function on(outcomes: readonly SetOutcome[], set: string): SetOutcome {
  const found = outcomes.find((outcome) => outcome.set === set);
  if (found === undefined) throw new RangeError(`no family ${set}`);
  return found;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
