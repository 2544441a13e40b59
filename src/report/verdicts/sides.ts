import type { Contrast, SampleSplit, Summary } from "../../model/results.js";
import type { NameOf } from "../figures.js";
import { count } from "../number-format.js";
import { tracesInWords } from "./quantities.js";

/** The two sides of a contrast as sentences call them. */
export interface Sides {
  readonly arm: string;
  readonly control: string;
  /** Missing: both met the same traces. */
  readonly split?: SampleSplit;
}

export function sidesOf(
  { policy, control }: Contrast,
  nameOf: NameOf,
  { split }: Pick<Summary, "split"> = {},
): Sides {
  return { arm: nameOf(policy), control: nameOf(control), ...(split && { split }) };
}

/** "40 traces"; where nothing was paired, "36 traces of ewma and 4 of bola". */
export function tracesBehind(traces: number, { arm, control, split }: Sides): string {
  return split
    ? `${tracesInWords(split.controlTraces)} of ${control} and ${count(split.armTraces)} of ${arm}`
    : tracesInWords(traces);
}

/** Which side no trace was given to: "the control"; undefined where neither is empty. */
export function emptySide({ arm, split }: Sides): string | undefined {
  if (split?.controlTraces === 0) return "the control";
  return split?.armTraces === 0 ? arm : undefined;
}
