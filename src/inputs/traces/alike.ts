import { InputError } from "../../errors.js";
import type { OptionalColumns, TraceInterval } from "../../model/trace.js";

/**
 * A trace that knows its latency now and then is one that does not know it.
 *
 * @param first what the trace's first interval has
 * @throws InputError when an interval lacks a latency or a loss that the first has, or the other way round
 */
export function checkAlike(
  first: OptionalColumns,
  interval: TraceInterval,
  where: string,
  line: number,
): void {
  const { latency, loss } = interval;
  if (first.latency === (latency !== undefined) && first.loss === (loss !== undefined)) return;
  for (const column of ["latency", "loss"] as const) {
    if (first[column] === (interval[column] !== undefined)) continue;
    throw new InputError({
      where: `${where}:${line}`,
      expected: `a ${column} in every row or in none`,
      received: first[column] ? "a row without one" : "a row with one",
      hint: `Fill in or remove the ${column} column`,
    });
  }
}
