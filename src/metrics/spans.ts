import type { Seconds } from "../units.js";

/** A stretch of media time. */
export interface Span {
  readonly from: Seconds;
  readonly to: Seconds;
}

/** Seconds that the spans cover together, each counted once. */
export function coveredBy(spans: readonly Span[]): Seconds {
  let covered: Seconds = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    covered += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return covered;
}
