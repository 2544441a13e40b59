import type { TopLevelSpec } from "vega-lite";

/** Digits of a chart's data: a thousand times finer than a screen shows. */
const DIGITS = 6;

/** A specification with the numbers of its data rounded: their last digits are half of its size, and nobody sees them. */
export function withRoundedData(spec: TopLevelSpec): TopLevelSpec {
  return rounded(spec, false) as TopLevelSpec;
}

function rounded(node: unknown, isData: boolean): unknown {
  if (typeof node === "number") return isData && !isShort(node) ? Number(node.toPrecision(DIGITS)) : node;
  if (Array.isArray(node)) return node.map((child) => rounded(child, isData));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, child]) => [key, rounded(child, isData || key === "data")]),
  );
}

/** Whether a number has no digit too many for sure: asking that is quicker than to round it. */
const isShort = (value: number): boolean => Number.isInteger(value) && Math.abs(value) < 10 ** DIGITS;
