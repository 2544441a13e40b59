import type { TopLevelSpec } from "vega-lite";

/** Digits of a chart's data: a thousand times finer than a screen shows. */
const DIGITS = 6;

/** A specification with the numbers of its data rounded: their last digits are half of its size, and nobody sees them. */
export function withRoundedData(spec: TopLevelSpec): TopLevelSpec {
  return rounded(spec, false, new Map()) as TopLevelSpec;
}

/** @param lists what became of each: layers that share their rows go on sharing them */
function rounded(node: unknown, isData: boolean, lists: Map<object, unknown>): unknown {
  if (typeof node === "number") return isData && !isShort(node) ? Number(node.toPrecision(DIGITS)) : node;
  if (typeof node !== "object" || node === null) return node;
  if (!Array.isArray(node))
    return Object.fromEntries(
      Object.entries(node).map(([key, child]) => [key, rounded(child, isData || key === "data", lists)]),
    );
  const known = lists.get(node);
  if (known !== undefined) return known;
  const list = node.map((child) => rounded(child, isData, lists));
  lists.set(node, list);
  return list;
}

/** Whether a number has no digit too many for sure: asking that is quicker than to round it. */
const isShort = (value: number): boolean => Number.isInteger(value) && Math.abs(value) < 10 ** DIGITS;
