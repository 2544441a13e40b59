/**
 * How numbers are written: exactly, for files, and readably, for people. Nothing else in abrsim turns a result
 * into digits, but for `number-bytes.ts`, which writes those of {@link fileNumber} as bytes.
 */
import type { Interval, MetricColumn } from "../model/results.js";

/**
 * A number for a file: the shortest decimal that reads back equal, which is JavaScript's own (so `sessions.csv`
 * and `summary.json` agree digit for digit). It has an exponent below 1e-6 and from 1e21 on, which every CSV
 * reader takes; whole numbers have no point; minus zero is 0. Empty where there is no value: for undefined, and
 * for NaN and the infinities, which have no decimal.
 */
export function fileNumber(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return "";
  return millionths(value) ?? String(value);
}

/**
 * What `String` gives, in a third of the time, for a number of at most six decimals, which most in files are: of at most 15
 * digits, no two decimals are the same number, so there is no shorter one. Undefined for any other number.
 */
function millionths(value: number): string | undefined {
  if (!(value >= 0 && value < 1e9)) return undefined;
  const whole = Math.floor(value);
  if (whole === value) return String(whole);
  let rest = Math.round((value - whole) * 1e6);
  if ((whole * 1e6 + rest) / 1e6 !== value) return undefined;
  let digits = 6;
  for (; rest % 10 === 0; rest /= 10) digits--;
  return `${whole}.${String(rest).padStart(digits, "0")}`;
}

/** Shown where people would look for a number and there is none. */
export const NO_VALUE = "–";

/** How one quantity is shown throughout a table or a chart: value x 10^-exponent, followed by the symbol. */
export interface Scale {
  /** "Mbit/s", "%", "s", or "" for a pure number. */
  readonly symbol: string;
  readonly exponent: number;
}

const PREFIXED: Readonly<Record<string, readonly Scale[]>> = {
  "kbit/s": [
    { symbol: "kbit/s", exponent: 0 },
    { symbol: "Mbit/s", exponent: 3 },
    { symbol: "Gbit/s", exponent: 6 },
  ],
  bytes: [
    { symbol: "bytes", exponent: 0 },
    { symbol: "kB", exponent: 3 },
    { symbol: "MB", exponent: 6 },
    { symbol: "GB", exponent: 9 },
    { symbol: "TB", exponent: 12 },
  ],
};

/** The scale on which the largest of some values of one unit has one to three digits before the point. */
export function scaleFor(unit: string, values: Iterable<number | undefined>): Scale {
  const candidates = PREFIXED[unit];
  if (!candidates) return { symbol: unit, exponent: 0 };
  let largest = 0;
  for (const value of values)
    if (value !== undefined && Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  return candidates.findLast(({ exponent }) => largest >= 10 ** exponent) ?? candidates[0]!;
}

/** The scale for values of a column; shares (a ratio of like sums, the completion) are shown in per cent. */
export function scaleOf(column: MetricColumn, values: Iterable<number | undefined>): Scale {
  return isShare(column) ? { symbol: "%", exponent: -2 } : scaleFor(column.unit, values);
}

/** Whether a column is a part of a whole. */
export function isShare(column: MetricColumn): boolean {
  return (
    column.unit === "" &&
    (column.ratioOf !== undefined || /(^|_)(ratio|share|completion|overhead)$/.test(column.name))
  );
}

/** A value on a scale, without its symbol. */
export function scaled(value: number, { exponent }: Scale): number {
  return exponent >= 0 ? value / 10 ** exponent : value * 10 ** -exponent;
}

/** A figure with its unit, in running text: "12.3 s", "1.85 Mbit/s", and a share given the unit "%" as "0.42 %". */
export function quantity(value: number | undefined, unit: string): string {
  if (value === undefined) return NO_VALUE;
  const scale = unit === "%" ? { symbol: "%", exponent: -2 } : scaleFor(unit, [value]);
  return withSymbol(withoutTrailingZeros(decimal(scaled(value, scale))), scale);
}

/** Digits followed by a scale's symbol, if it has one. */
export function withSymbol(digits: string, { symbol }: Pick<Scale, "symbol">): string {
  return symbol === "" ? digits : `${digits} ${symbol}`;
}

/** A count: "12,345". */
export function count(value: number): string {
  return value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * An estimate with its 95 % interval, without unit: "3.1 [2.8, 3.4]". All have as many decimals as give half the
 * interval's width one significant digit, or two where the first is a 1: further ones would say nothing. An end
 * that is not 0 is never shown as 0, so that an interval that excludes 0 is seen to.
 */
export function estimate(
  mean: number | undefined,
  interval: Interval | undefined,
  decimals = decimalsOf(mean, interval),
): string {
  if (mean === undefined) return NO_VALUE;
  if (!interval) return fixed(mean, decimals);
  const places = keepingEnds(interval, decimals);
  return `${fixed(mean, places)} ${range(interval, places)}`;
}

/** An interval alone: "[2.1, 4.4]". */
export function range([low, high]: Interval, decimals: number): string {
  return `[${fixed(low, decimals)}, ${fixed(high, decimals)}]`;
}

/** The same for a difference: its sign is always written, "+3.2 [2.1, 4.4]". */
export function difference(
  mean: number | undefined,
  interval: Interval | undefined,
  decimals = decimalsOf(mean, interval),
): string {
  const text = estimate(mean, interval, decimals);
  return mean !== undefined && mean > 0 && /^[\d.,]*[1-9]/.test(text) ? `+${text}` : text;
}

/** A share for people, with two significant digits: "5.1 %", "0.32 %", "20 %". */
export function percent(share: number): string {
  const value = 100 * share;
  return `${withoutTrailingZeros(fixed(value, Math.min(2, decimalsBelow(value, 2))))} %`;
}

/** Beyond this, a share is one of a value that is 0 but for rounding, and says nothing. */
const MOST_OF_A_SHARE = 1e4;

/** A share as a difference: "+5.1 %". Undefined where there is none, or none that says anything. */
export function signedPercent(share: number | undefined): string | undefined {
  if (share === undefined) return undefined;
  const size = Math.abs(share);
  if (!(size >= 5e-5 && size <= MOST_OF_A_SHARE)) return undefined;
  return `${share > 0 ? "+" : ""}${percent(share)}`;
}

/** A p-value: "p = 0.012". It is never 0, and never rounded to 1 or to the 5 % that decides. */
export function pValue(p: number): string {
  if (p < 0.001) return "p < 0.001";
  if (p > 0.99 && p < 1) return "p > 0.99";
  let decimals = p < 0.1 ? 3 : 2;
  // Rounded onto 5 %, it would not tell on which side it is.
  while (Number(p.toFixed(decimals)) === 0.05 && p !== 0.05 && decimals < MOST_DECIMALS) decimals++;
  return `p = ${withoutTrailingZeros(fixed(p, decimals))}`;
}

/** "2.40" is "2.4", and "2.00" is "2". */
export function withoutTrailingZeros(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

/** Digits for print: a true minus sign before numbers. */
export function minus(digits: string): string {
  return digits.replace(/(?<![\w.])-(?=\d)/g, "−");
}

const FEWEST_SIGNIFICANT = 3;
const MOST_SIGNIFICANT = 6;
const MOST_DECIMALS = 6;
/** Digits that decide a magnitude: few enough that 0.1 x 3 and 0.3 have the same. */
const ROUNDED = 6;

/** A number with three significant digits, and all its digits before the point: "0.0123", "1.20", "12345". */
export function decimal(value: number): string {
  return fixed(value, Number.isInteger(value) ? 0 : decimalsBelow(value, FEWEST_SIGNIFICANT));
}

/** The decimals that an estimate deserves. */
export function decimalsOf(mean: number | undefined, interval: Interval | undefined): number {
  if (mean === undefined) return 0;
  if (!interval) return Number.isInteger(mean) ? 0 : decimalsBelow(mean, FEWEST_SIGNIFICANT);
  const [low, high] = interval;
  const halfWidth = (high - low) / 2;
  if (!(halfWidth > 0)) return Number.isInteger(mean) ? 0 : decimalsBelow(mean, FEWEST_SIGNIFICANT);
  const largest = Math.max(Math.abs(mean), Math.abs(low), Math.abs(high));
  const startsWithOne = halfWidth.toExponential(ROUNDED).startsWith("1");
  return Math.min(decimalsBelow(halfWidth, startsWithOne ? 2 : 1), decimalsBelow(largest, MOST_SIGNIFICANT));
}

/** At least as many decimals as keep the ends of an interval that are not 0 from being shown as 0. */
export function keepingEnds(interval: Interval, decimals: number): number {
  const vanishes = (places: number) => interval.some((end) => end !== 0 && Number(end.toFixed(places)) === 0);
  for (let places = decimals; places <= MOST_DECIMALS; places++) if (!vanishes(places)) return places;
  return decimals;
}

/** Decimals that show this many significant digits of a value. */
function decimalsBelow(value: number, significant: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  const magnitude = Number(value.toExponential(ROUNDED).split("e")[1]);
  return Math.min(MOST_DECIMALS, Math.max(0, significant - 1 - magnitude));
}

function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return /^-[0.]*$/.test(text) ? text.slice(1) : text;
}
