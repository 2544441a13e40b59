import type { Readout, ReadoutLine } from "../../charts/theme.js";

/** A datum of a chart. */
export type Datum = Readonly<Record<string, unknown>>;

/** A line of a chart as it is read off: its name, and its points by rising x. */
interface Line extends ReadoutLine {
  readonly name: string;
  readonly points: readonly Datum[];
}

/** Reads a chart off at a place on its x axis. */
export type ReadAt = (x: number) => readonly (readonly [name: string, value: string])[];

/** @param pointsOf the data of a name in the specification */
export function readoutOf(readout: Readout, pointsOf: (data: string) => readonly Datum[]): ReadAt {
  const lines = readout.lines.flatMap((line) => linesOf(line, pointsOf(line.data)));
  return (x) => [
    [readout.x, digits(x)],
    ...lines.flatMap((line): [string, string][] => {
      const text = valueAt(line, x);
      return text === undefined ? [] : [[line.name, text]];
    }),
  ];
}

function linesOf(line: ReadoutLine, points: readonly Datum[]): Line[] {
  if (line.label !== undefined) return [{ ...line, name: line.label, points }];
  const arms = new Map<string, Datum[]>();
  for (const point of points) {
    const arm = String(point["arm"]);
    arms.set(arm, [...(arms.get(arm) ?? []), point]);
  }
  return [...arms].map(([name, own]) => ({ ...line, name, points: own }));
}

function valueAt({ points, x, y, between, unit }: Line, at: number): string | undefined {
  const place = lastUpTo(points, x, at);
  const point = points[place];
  if (!point) return undefined;
  const value = point[y];
  if (typeof value !== "number") return value === undefined ? undefined : String(value);
  const next = between === "linear" ? points[place + 1] : undefined;
  const [from, to] = [Number(point[x]), Number(next?.[x])];
  const share = next && to > from ? (at - from) / (to - from) : 0;
  return withUnit(value + share * (Number(next?.[y] ?? value) - value), unit);
}

/** The last of some points by rising x that is not past a place; -1 if all are. */
function lastUpTo(points: readonly Datum[], x: string, at: number): number {
  let low = -1;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (Number(points[middle]![x]) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function withUnit(value: number, unit: string): string {
  if (unit === "%") return `${digits(100 * value)} %`;
  return unit === "" ? digits(value) : `${digits(value)} ${unit}`;
}

function digits(value: number): string {
  const shown = Math.abs(value) < 1000 ? Number(value.toPrecision(3)) : Math.round(value);
  return String(shown).replace("-", "−");
}
