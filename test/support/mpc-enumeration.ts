import type { MpcObjective } from "../../src/policies/mpc/objective.js";

/** What a plan is made of: see MpcSearch, which finds the same without looking at every plan. */
export interface EnumeratedPlan {
  /** Bit/s, rising. */
  readonly bitrates: readonly number[];
  /** Seconds of the download of step p at level l, at p x levels + l. */
  readonly downloads: ArrayLike<number>;
  /** Seconds of media of each step; their number is the plan's length. */
  readonly durations: ArrayLike<number>;
  readonly buffer: number;
  readonly last: number | undefined;
  readonly objective: MpcObjective;
}

/**
 * The first level of the best plan, by trying all of them: each valued by itself as Pensieve's mpc.py does, in rising
 * order with the first element most significant, and of equals the last kept.
 */
export function enumerateFirstLevel(plan: EnumeratedPlan): number {
  const kbps = plan.bitrates.map((bitrate) => bitrate / 1000);
  const steps = plan.durations.length;
  const levels = new Array<number>(steps).fill(0);
  let best = Number.NEGATIVE_INFINITY;
  let first = 0;
  for (;;) {
    const value = planValue(levels, kbps, plan);
    if (value >= best) {
      best = value;
      first = levels[0]!;
    }
    let turned = steps - 1;
    while (turned >= 0 && levels[turned] === kbps.length - 1) levels[turned--] = 0;
    if (turned < 0) return first;
    levels[turned]!++;
  }
}

/** A complete plan's value, in the published form and order. */
function planValue(
  levels: readonly number[],
  kbps: readonly number[],
  { downloads, durations, buffer, last, objective }: EnumeratedPlan,
): number {
  let left = buffer;
  let rebuffering = 0;
  let sum = 0;
  let changes = 0;
  let before = last;
  for (let step = 0; step < levels.length; step++) {
    const level = levels[step]!;
    const download = downloads[step * kbps.length + level]!;
    if (left < download) {
      rebuffering += download - left;
      left = 0;
    } else left -= download;
    left += durations[step]!;
    sum += kbps[level]!;
    if (before !== undefined) changes += Math.abs(kbps[level]! - kbps[before]!);
    before = level;
  }
  return sum / 1000 - objective.rebufferPenalty * rebuffering - objective.switchPenalty * (changes / 1000);
}
