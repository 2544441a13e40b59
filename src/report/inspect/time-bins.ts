import type { Seconds } from "../../units.js";

/** A stretch of time that one character stands for. */
export interface TimeBin {
  readonly from: Seconds;
  readonly to: Seconds;
}

/** Equal stretches from 0 to the end. */
export function binsOf(end: Seconds, count: number): TimeBin[] {
  return Array.from({ length: count }, (_, index) => ({
    from: (end * index) / count,
    to: (end * (index + 1)) / count,
  }));
}

/** The place of the last of rising times that is not after this one; -1 if all are. */
export function lastBefore<T>(rising: readonly T[], timeOf: (one: T) => Seconds, time: Seconds): number {
  let low = -1;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (timeOf(rising[middle]!) <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A value at a time. */
export interface Corner {
  readonly time: Seconds;
  readonly value: number;
}

/** The least value in a stretch of time, of what is linear between corners; a jump has two corners at one time. */
export function leastWithin(corners: readonly Corner[], { from, to }: TimeBin): number {
  const first = lastBefore(corners, ({ time }) => time, from);
  const last = lastBefore(corners, ({ time }) => time, to);
  let least = Math.min(valueAt(corners, first, from), valueAt(corners, last, to));
  for (let index = first + 1; index <= last; index++) least = Math.min(least, corners[index]!.value);
  return least;
}

function valueAt(corners: readonly Corner[], index: number, time: Seconds): number {
  const from = corners[index];
  const to = corners[index + 1];
  if (from === undefined) return to?.value ?? 0;
  if (to === undefined || to.time === from.time) return from.value;
  return from.value + ((to.value - from.value) * (time - from.time)) / (to.time - from.time);
}

/** The mean in a stretch of time of what is constant between steps. */
export function meanWithin(steps: readonly Corner[], { from, to }: TimeBin): number {
  let area = 0;
  for (
    let index = Math.max(
      0,
      lastBefore(steps, ({ time }) => time, from),
    );
    index < steps.length;
    index++
  ) {
    const begins = Math.max(from, steps[index]!.time);
    const ends = Math.min(to, steps[index + 1]?.time ?? to);
    if (begins >= to) break;
    area += steps[index]!.value * Math.max(0, ends - begins);
  }
  return to > from ? area / (to - from) : 0;
}
