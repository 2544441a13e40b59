import type { Interval, MetricColumn } from "../../model/results.js";
import type { Evidence } from "../../model/verdicts.js";
import { inPoints } from "../figures.js";
import {
  count,
  decimal,
  difference,
  keepingEnds,
  NO_VALUE,
  percent,
  range,
  type Scale,
  scaled,
  scaleOf,
  signedPercent,
  withoutTrailingZeros,
  withSymbol,
} from "../number-format.js";

/** "+3.2 [2.1, 4.4] points": a difference on a scale of its own. Undefined where there is none. */
export function differenceInWords(
  mean: number | undefined,
  interval: Interval | undefined,
  column: MetricColumn,
): string | undefined {
  if (mean === undefined) return undefined;
  const scale = scaleOfDifference(column, [mean, ...(interval ?? [])]);
  const ends: Interval | undefined = interval && [scaled(interval[0], scale), scaled(interval[1], scale)];
  return withSymbol(difference(scaled(mean, scale), ends), scale);
}

/** "+3.2 [2.1, 4.4] points (+5.1 %)"; what `also` says stands in the brackets too. */
export function figuresInWords(
  { difference: mean, interval, relative }: Evidence,
  column: MetricColumn,
  also?: string,
): string {
  const figures = differenceInWords(mean, interval, column) ?? NO_VALUE;
  const inBrackets = [signedPercent(relative), also].filter((part) => part !== undefined).join(", ");
  return inBrackets === "" ? figures : `${figures} (${inBrackets})`;
}

/** Beyond 100 times a mean, that mean is as good as 0, and a share of it says nothing. */
const MOST_SHARE = 100;

/**
 * "1.25 points (2 %)": the size of a difference, and what share of the control's mean that is, as far as the evidence
 * tells how large that mean is.
 */
export function sizeInWords(size: number, evidence: Evidence, column: MetricColumn): string {
  const scale = scaleOfDifference(column, [size]);
  const words = withSymbol(withoutTrailingZeros(decimal(scaled(size, scale))), scale);
  const { difference: mean, relative } = evidence;
  if (!mean || !relative || size === 0) return words;
  const share = Math.abs(size * (relative / mean));
  return share < MOST_SHARE ? `${words} (${percent(share)})` : words;
}

/**
 * An interval as exact as a size that it is compared with, and on its scale: "[-1.21, 0.17]" beside "1.27 points";
 * more exact where an end would else look like 0.
 */
export function rangeBesides(size: number, [low, high]: Interval, column: MetricColumn): string {
  const scale = scaleOfDifference(column, [size]);
  const decimals = decimal(scaled(size, scale)).split(".")[1]?.length ?? 0;
  const ends: Interval = [scaled(low, scale), scaled(high, scale)];
  return range(ends, keepingEnds(ends, decimals));
}

/** "40 traces", "1 trace". */
export function tracesInWords(traces: number): string {
  return `${count(traces)} ${traces === 1 ? "trace" : "traces"}`;
}

function scaleOfDifference(column: MetricColumn, values: readonly number[]): Scale {
  return inPoints(scaleOf(column, values));
}
