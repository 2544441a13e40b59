import type { BitsPerSecond, Seconds } from "../../units.js";

/** What a plan costs. All are 0 or more. */
export interface PlanCosts {
  readonly bitrates: readonly BitsPerSecond[];
  /** What a second of media at each level costs, falling with the level. */
  readonly distortions: readonly number[];
  /** How long one decision is taken to hold; over 0. */
  readonly interval: Seconds;
  /** Of the buffer level after an interval, 0 or more. */
  bufferCost(buffer: Seconds): number;
  /** Of a change of distortion by so much. */
  switchCost(change: number): number;
}

/** From where a plan is made. */
export interface PlanStart {
  /** Expected to last through the plan; over 0. */
  readonly throughput: BitsPerSecond;
  readonly buffer: Seconds;
  /** The level before; undefined if there was none, and then the first costs no switch. */
  readonly from: number | undefined;
  /** Intervals; 1 or more. */
  readonly horizon: number;
  /** The highest level that a plan may use. */
  readonly highest: number;
}

/**
 * The first level of the cheapest plan among those whose levels only rise or only fall (staying is both), as SODA
 * searches (Chen et al., SIGCOMM 2024, section 5.3, Algorithm 1). An interval of dt seconds at bitrate r and
 * throughput w takes the buffer from x to x + w dt / r - dt and costs distortion x w / r + bufferCost(x) +
 * switchCost(change); a plan in which the buffer would fall below 0 is out of the question. Of equal plans the one
 * that stays is taken, else a falling one before a rising one. Undefined if no plan keeps the buffer at 0 or above.
 *
 * A plan is left as soon as it and the least that the rest of it can cost, in distortion, reach the best known; and
 * that one is good from the start, because plans of one level throughout are tried first. The outcome is the same as of
 * trying all.
 */
export function monotoneSearch(costs: PlanCosts): (start: PlanStart) => number | undefined {
  const { bitrates, distortions, interval } = costs;
  let throughput: BitsPerSecond;
  let leastCost: number;
  let bestFirst: number | undefined;

  const distortionAt = (level: number): number => distortions[level]! * (throughput / bitrates[level]!);
  const bufferAfter = (buffer: Seconds, level: number): Seconds =>
    buffer + (throughput / bitrates[level]! - 1) * interval;

  /** What an interval costs. @param before the level before it, if there is one to switch from */
  function costOf(level: number, after: Seconds, before: number | undefined): number {
    const change = before === undefined ? 0 : distortions[level]! - distortions[before]!;
    return distortionAt(level) + costs.bufferCost(after) + costs.switchCost(change);
  }

  function offer(cost: number, first: number): void {
    if (cost >= leastCost) return;
    leastCost = cost;
    bestFirst = first;
  }

  /** One level throughout. */
  function hold(level: number, { buffer, from, horizon }: PlanStart): void {
    let after = buffer;
    let before = from;
    let cost = 0;
    for (let step = 0; step < horizon; step++) {
      after = bufferAfter(after, level);
      if (after < 0) return;
      cost += costOf(level, after, before);
      before = level;
    }
    offer(cost, level);
  }

  /** Tries the levels from `from` on towards `last`, which lies in the direction of the search. */
  function extend(
    from: number,
    last: number,
    left: number,
    buffer: Seconds,
    costSoFar: number,
    before: number | undefined,
    first: number | undefined,
  ): void {
    const direction = last >= from ? 1 : -1;
    for (let level = from; level !== last + direction; level += direction) {
      const after = bufferAfter(buffer, level);
      if (after < 0) continue;
      const cost = costSoFar + costOf(level, after, before);
      // The higher a level, the less its distortion: none to come costs less than the highest of them.
      const restCost = (left - 1) * distortionAt(direction > 0 ? last : level);
      if (cost + restCost >= leastCost) continue;
      if (left > 1) extend(level, last, left - 1, after, cost, level, first ?? level);
      else offer(cost, first ?? level);
    }
  }

  return (start) => {
    const { from, highest, horizon, buffer } = start;
    const nearest = Math.min(from ?? highest, highest);
    throughput = start.throughput;
    leastCost = Number.POSITIVE_INFINITY;
    bestFirst = undefined;
    for (let level = nearest; level >= 0; level--) hold(level, start);
    for (let level = nearest + 1; level <= highest; level++) hold(level, start);
    extend(nearest, 0, horizon, buffer, 0, from, undefined);
    if ((from ?? 0) <= highest) extend(from ?? 0, highest, horizon, buffer, 0, from, undefined);
    return bestFirst;
  };
}
