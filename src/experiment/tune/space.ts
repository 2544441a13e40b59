/** Every number from one to another, however it is spread. */
export interface OptionRange {
  readonly kind: "range";
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly scale: "linear" | "log";
  /** Whether only whole numbers are tried. */
  readonly whole: boolean;
  /** How many a grid has of it. */
  readonly points: number;
}

/** Values that are tried as they are. */
export interface OptionChoices {
  readonly kind: "choices";
  readonly name: string;
  /** At least one, all different. */
  readonly values: readonly unknown[];
}

/** One option of the policy, and what is tried for it. */
export type TunedOption = OptionRange | OptionChoices;

/** Every combination of what is tried for each option. */
export type Space = readonly TunedOption[];

/** The value that a number in [0, 1) stands for: all of the option's are equally likely, by its scale. */
export function drawn(option: TunedOption, share: number): unknown {
  if (option.kind === "choices") return option.values[Math.floor(share * option.values.length)];
  const { from, to, scale, whole } = option;
  if (!whole) return at(option, share);
  // Each whole number has a stretch of its own, as wide as the others by the scale.
  const stretched = { ...option, from: from - 0.5, to: to + 0.5 };
  const value = scale === "log" ? onLog(stretched, share) : onLine(stretched, share);
  return Math.min(to, Math.max(from, Math.round(value)));
}

/** The values of an option on a grid, in ascending order or as listed. */
export function gridValues(option: TunedOption): readonly unknown[] {
  if (option.kind === "choices") return option.values;
  const { from, to, whole, points } = option;
  if (points === 1) return [from];
  const count = whole ? Math.min(points, to - from + 1) : points;
  const values = Array.from({ length: count }, (_, point) => at(option, point / (count - 1)));
  return [...new Set(whole ? values.map(Math.round) : values)];
}

/** How many combinations there are; infinitely many where a range is not of whole numbers. */
export function combinations(space: Space): number {
  return space.reduce((product, option) => product * valuesOf(option), 1);
}

function valuesOf(option: TunedOption): number {
  if (option.kind === "choices") return option.values.length;
  return option.whole ? option.to - option.from + 1 : Number.POSITIVE_INFINITY;
}

/** Where in a range a value lies, by its scale: 0 at its beginning, 1 at its end. */
export function placeIn({ from, to, scale }: OptionRange, value: number): number {
  return scale === "log" ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
}

/** The value at a share of a range, with no more digits than tell it from its neighbours. */
function at(range: OptionRange, share: number): number {
  const { from, to, scale } = range;
  if (share === 0) return from;
  if (share === 1) return to;
  const value = scale === "log" ? onLog(range, share) : onLine(range, share);
  return Math.min(to, Math.max(from, rounded(value, scale === "log" ? value : to - from)));
}

const onLine = ({ from, to }: OptionRange, share: number) => from + share * (to - from);
const onLog = ({ from, to }: OptionRange, share: number) => from * (to / from) ** share;

/** Digits that a range is told apart in: nobody pastes 7.2134523452345. */
const DIGITS = 4;
const MOST_DECIMALS = 100;

/** A value with four significant digits of a size. */
function rounded(value: number, size: number): number {
  const decimals = DIGITS - 1 - Math.floor(Math.log10(Math.abs(size)));
  return Number(value.toFixed(Math.min(MOST_DECIMALS, Math.max(0, decimals))));
}
