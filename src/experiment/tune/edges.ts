import { isOfKind } from "../../model/options.js";
import type { Candidate } from "./candidates.js";
import { placeIn, type Space, type TunedOption } from "./space.js";
import { kindOf } from "./tune-design.js";

/** An option whose value lies at an end of what was tried, while there is more beyond. */
export interface Edge {
  readonly option: string;
  readonly value: number;
}

/** Of a range: what lies that near to its end, by its scale, is at its end. */
const EDGE = 0.05;
/** Of numbers that are listed: of fewer, most are at an end. */
const FEWEST_LISTED = 3;

/** @param use the policy: what it would not take is not beyond */
export function edgesOf(space: Space, candidate: Candidate, use: string): Edge[] {
  return space.flatMap((option): Edge[] => {
    const value = candidate[option.name];
    const kind = kindOf(use, option.name);
    if (typeof value !== "number") return [];
    const isOpen = beyond(option, value).some((next) => kind === undefined || isOfKind(kind, next));
    return isOpen ? [{ option: option.name, value }] : [];
  });
}

/** What lies just beyond the end that a value is at, and a whole number beyond; nothing where it is at none. */
function beyond(option: TunedOption, value: number): number[] {
  const [from, to] = option.kind === "range" ? [option.from, option.to] : endsOf(option.values);
  const place = option.kind === "range" ? placeIn(option, value) : (value - from) / (to - from);
  const small = (to - from) * EDGE ** 2;
  if (place <= EDGE) return [from - small, from - 1];
  return place >= 1 - EDGE ? [to + small, to + 1] : [];
}

/** The least and the largest of numbers that are listed; of too few to have a middle, none is at an end. */
function endsOf(values: readonly unknown[]): readonly [number, number] {
  const numbers = values.filter((each) => typeof each === "number");
  if (numbers.length < FEWEST_LISTED) return [Number.NaN, Number.NaN];
  return [Math.min(...numbers), Math.max(...numbers)];
}
