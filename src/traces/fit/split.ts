import type { RandomStream } from "../../random.js";

/** Things of one kind, parted in two. Both parts are in the order that they came in. */
export interface Split<T> {
  readonly fitting: readonly T[];
  readonly heldOut: readonly T[];
}

/** Parts at random: a share is held out, to the nearest whole number. */
export function split<T>(all: readonly T[], heldOutShare: number, random: RandomStream): Split<T> {
  const order = all.map((_, index) => index);
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  const chosen = new Set(order.slice(0, Math.round(heldOutShare * all.length)));
  return {
    fitting: all.filter((_, index) => !chosen.has(index)),
    heldOut: all.filter((_, index) => chosen.has(index)),
  };
}
