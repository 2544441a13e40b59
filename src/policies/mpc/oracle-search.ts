import type { Future } from "../../model/policy.js";
import type { Level } from "../../model/video.js";
import { kbpsFromBps, mbpsFromKbps, type Seconds } from "../../units.js";
import { type MpcObjective, planValue } from "./objective.js";
import type { PlanStart } from "./search.js";

/** What is known when a plan is made, beside sizes and durations. */
export interface OracleStart extends PlanStart {
  /** When the first request is made. */
  readonly now: Seconds;
  /** A segment is asked for once it fits below this. */
  readonly maxBuffer: Seconds;
}

/**
 * The best plan where downloads take as long as the link will let them, and so depend on when they are asked for: the
 * objective, and the choice among equal plans, are those of MpcSearch. Branch and bound, with what the rest of a plan
 * would be worth without any rebuffering as the bound; the work grows quickly with the horizon, as each step of a plan
 * is a question to the link.
 */
export class OracleSearch {
  /** Bits of step p at level l, at p x levels + l: to be filled in before each search. */
  readonly sizes: Float64Array;
  /** Seconds of media of each step: likewise. */
  readonly durations: Float64Array;
  /** Of the plan chosen last. */
  rebuffering: Seconds = 0;

  private readonly kbps: Float64Array;
  private readonly objective: MpcObjective;
  private readonly future: Future;
  /** The most that n steps after level l are worth, at n x levels + l. */
  private readonly potential: Float64Array;
  private best = 0;
  private first = 0;

  // The branch that is being looked at: entry p is its state before step p.
  private readonly times: Float64Array;
  private readonly buffers: Float64Array;
  private readonly stalls: Float64Array;
  private readonly sums: Float64Array;
  private readonly changes: Float64Array;
  private readonly levels: Int32Array;
  private readonly untried: Int32Array;

  /** @param horizon the most steps that a plan may have */
  constructor(levels: readonly Level[], horizon: number, objective: MpcObjective, future: Future) {
    this.kbps = Float64Array.from(levels, ({ bitrate }) => kbpsFromBps(bitrate));
    this.objective = objective;
    this.future = future;
    this.sizes = new Float64Array(horizon * levels.length);
    this.durations = new Float64Array(horizon);
    this.potential = potentials(this.kbps, horizon, objective.switchPenalty);
    this.times = new Float64Array(horizon + 1);
    this.buffers = new Float64Array(horizon + 1);
    this.stalls = new Float64Array(horizon + 1);
    this.sums = new Float64Array(horizon + 1);
    this.changes = new Float64Array(horizon + 1);
    this.levels = new Int32Array(horizon);
    this.untried = new Int32Array(horizon);
  }

  /** The level of the best plan's first segment; the lowest, if nothing will ever arrive. */
  firstLevel(start: OracleStart): number {
    const { kbps, levels, potential, untried } = this;
    const { steps } = start;
    const count = kbps.length;
    this.best = Number.NEGATIVE_INFINITY;
    this.first = 0;
    this.rebuffering = 0;
    this.times[0] = start.now;
    this.buffers[0] = start.buffer;
    for (let level = 0; level < count; level++) this.trySteadyPlan(level, start);
    untried[0] = count - 1;
    for (let step = 0; step >= 0; ) {
      const level = untried[step]!;
      if (level < 0) {
        step--;
        continue;
      }
      untried[step] = level - 1;
      levels[step] = level;
      if (!this.take(step, level, start)) continue;
      const value = this.valueAfter(step);
      if (step === steps - 1) this.offer(value, steps);
      else if (
        value + potential[(steps - 1 - step) * count + level]! * (1 + ROUNDING) + ROUNDING >=
        this.best
      )
        untried[++step] = count - 1;
    }
    return this.first;
  }

  /** Something to beat from the start: a plan that keeps to one level. */
  private trySteadyPlan(level: number, start: OracleStart): void {
    for (let step = 0; step < start.steps; step++) {
      this.levels[step] = level;
      if (!this.take(step, level, start)) return;
    }
    this.offer(this.valueAfter(start.steps - 1), start.steps);
  }

  /** Goes from the state before a step to the one after it. @returns whether the segment ever arrives */
  private take(step: number, level: number, { last, maxBuffer }: OracleStart): boolean {
    const { buffers, changes, durations, kbps, levels, stalls, sums, times } = this;
    const duration = durations[step]!;
    // The first request is made now: any waiting is over. Playback goes on while others wait for room.
    const room = step === 0 ? Number.POSITIVE_INFINITY : Math.max(0, maxBuffer - duration);
    const wait = Math.max(0, buffers[step]! - room);
    const requested = times[step]! + wait;
    const end = this.future.deliveryEnd(requested, this.sizes[step * kbps.length + level]!);
    if (!(end < Number.POSITIVE_INFINITY)) return false;
    const left = buffers[step]! - wait - (end - requested);
    const before = step > 0 ? levels[step - 1] : last;
    times[step + 1] = end;
    buffers[step + 1] = Math.max(0, left) + duration;
    stalls[step + 1] = (step > 0 ? stalls[step]! : 0) + Math.max(0, -left);
    sums[step + 1] = (step > 0 ? sums[step]! : 0) + kbps[level]!;
    changes[step + 1] =
      (step > 0 ? changes[step]! : 0) + (before === undefined ? 0 : Math.abs(kbps[level]! - kbps[before]!));
    return true;
  }

  private valueAfter(step: number): number {
    return planValue(this.objective, this.sums[step + 1]!, this.stalls[step + 1]!, this.changes[step + 1]!);
  }

  private offer(value: number, steps: number): void {
    const first = this.levels[0]!;
    if (value > this.best || (value === this.best && first > this.first)) {
      this.best = value;
      this.first = first;
      this.rebuffering = this.stalls[steps]!;
    }
  }
}

/** By how much rounding may have made a bound too low, about. */
const ROUNDING = 1e-9;

function potentials(kbps: Float64Array, horizon: number, switchPenalty: number): Float64Array {
  const count = kbps.length;
  const most = new Float64Array((horizon + 1) * count);
  for (let steps = 1; steps <= horizon; steps++)
    for (let before = 0; before < count; before++) {
      let best = Number.NEGATIVE_INFINITY;
      for (let level = 0; level < count; level++) {
        const change = mbpsFromKbps(Math.abs(kbps[level]! - kbps[before]!));
        const value =
          mbpsFromKbps(kbps[level]!) - switchPenalty * change + most[(steps - 1) * count + level]!;
        best = Math.max(best, value);
      }
      most[steps * count + before] = best;
    }
  return most;
}
