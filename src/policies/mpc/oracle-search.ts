import type { Future } from "../../model/policy.js";
import type { Level } from "../../model/video.js";
import { kbpsFromBps, mbpsFromKbps, type Seconds } from "../../units.js";
import { type MpcObjective, planValue } from "./objective.js";
import { emptyLabel, type PlanLabel, PlanLabels } from "./plan-labels.js";
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
 * objective, and the choice among equal plans, are those of MpcSearch.
 *
 * Step by step, all that plans can have come to is kept that is of use ({@link PlanLabels}), and of that only what
 * could still beat the best plan known if there were no more rebuffering. Of use is less than it seems, so the work
 * grows with the horizon, but not by the number of levels with each step. It rests on a link that keeps order: a
 * request made earlier does not end later. Where a trace's latency drops from one moment to the next, and a later
 * request overtakes, a slightly better plan may be missed.
 */
export class OracleSearch {
  /** Bits of step p at level l, at p x levels + l: to be filled in before each search. */
  readonly sizes: Float64Array;
  /** Seconds of media of each step: likewise. */
  readonly durations: Float64Array;
  /** Of the plan chosen last. */
  rebuffering: Seconds = 0;
  /** Questions that the last search asked the link: what it cost. */
  asked = 0;

  private readonly kbps: Float64Array;
  private readonly objective: MpcObjective;
  private readonly future: Future;
  /** The most that n steps after level l are worth, at n x levels + l. */
  private readonly potential: Float64Array;
  private best = 0;
  private first = 0;
  private now = new PlanLabels();
  private next = new PlanLabels();
  private readonly before = emptyLabel();
  private readonly after = emptyLabel();

  /** @param horizon the most steps that a plan may have */
  constructor(levels: readonly Level[], horizon: number, objective: MpcObjective, future: Future) {
    this.kbps = Float64Array.from(levels, ({ bitrate }) => kbpsFromBps(bitrate));
    this.objective = objective;
    this.future = future;
    this.sizes = new Float64Array(horizon * levels.length);
    this.durations = new Float64Array(horizon);
    this.potential = potentials(this.kbps, horizon, objective.switchPenalty);
  }

  /** The level of the best plan's first segment; the lowest, if nothing will ever arrive. */
  firstLevel(start: OracleStart): number {
    this.best = Number.NEGATIVE_INFINITY;
    this.first = 0;
    this.rebuffering = 0;
    this.asked = 0;
    for (let level = 0; level < this.kbps.length; level++) this.trySteadyPlan(level, start);
    this.now.clear();
    this.begin(start, this.before);
    this.now.add(this.before);
    for (let step = 0; step < start.steps; step++) {
      this.goOn(step, start);
      const { now } = this;
      this.now = this.next;
      this.next = now;
    }
    return this.first;
  }

  /** Something to beat from the start: a plan that keeps to one level. */
  private trySteadyPlan(level: number, start: OracleStart): void {
    const { after } = this;
    this.begin(start, after);
    for (let step = 0; step < start.steps; step++) if (!this.take(step, level, after, start)) return;
    this.offer(after);
  }

  /** From all labels before a step to those after it, at each level. */
  private goOn(step: number, start: OracleStart): void {
    const { after, before, next, now } = this;
    const left = start.steps - 1 - step;
    next.clear();
    for (let level = this.kbps.length - 1; level >= 0; level--) {
      next.nextLevel();
      const potential = this.potential[left * this.kbps.length + level]! * (1 + ROUNDING) + ROUNDING;
      for (let index = 0; index < now.count; index++) {
        now.read(index, before);
        if (!this.take(step, level, before, start, after)) continue;
        if (left === 0) this.offer(after);
        else if (this.valueOf(after) + potential >= this.best) next.add(after);
      }
    }
  }

  private begin({ buffer, last, now }: OracleStart, label: PlanLabel): void {
    label.time = now;
    label.buffer = buffer;
    label.rebuffering = 0;
    label.sum = 0;
    label.change = 0;
    label.gain = 0;
    label.level = last;
    label.first = 0;
  }

  /** What a step at this level leads to. @returns whether the segment ever arrives */
  private take(step: number, level: number, from: PlanLabel, start: OracleStart, to = from): boolean {
    const { kbps, objective } = this;
    const duration = this.durations[step]!;
    // The first request is made now: any waiting is over. Playback goes on while others wait for room.
    const room = step === 0 ? Number.POSITIVE_INFINITY : Math.max(0, start.maxBuffer - duration);
    const wait = Math.max(0, from.buffer - room);
    const requested = from.time + wait;
    this.asked++;
    const end = this.future.deliveryEnd(requested, this.sizes[step * kbps.length + level]!);
    if (!(end < Number.POSITIVE_INFINITY)) return false;
    const left = from.buffer - wait - (end - requested);
    const rate = kbps[level]!;
    to.time = end;
    to.buffer = Math.max(0, left) + duration;
    to.rebuffering = from.rebuffering + Math.max(0, -left);
    to.sum = from.sum + rate;
    to.change = from.change + (from.level === undefined ? 0 : Math.abs(rate - kbps[from.level]!));
    to.gain = planValue(objective, to.sum, 0, to.change);
    to.level = level;
    to.first = step === 0 ? level : from.first;
    return true;
  }

  private valueOf({ sum, rebuffering, change }: PlanLabel): number {
    return planValue(this.objective, sum, rebuffering, change);
  }

  private offer(label: PlanLabel): void {
    const value = this.valueOf(label);
    const { first } = label;
    if (value > this.best || (value === this.best && first > this.first)) {
      this.best = value;
      this.first = first;
      this.rebuffering = label.rebuffering;
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
