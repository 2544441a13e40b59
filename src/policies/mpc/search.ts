import type { Level } from "../../model/video.js";
import { kbpsFromBps, type Seconds } from "../../units.js";
import { PlanBounds } from "./bounds.js";
import { type MpcObjective, planValue } from "./objective.js";

/** What is known when a plan is made, beside the download times. */
export interface PlanStart {
  /** Segments that the plan decides on: 1 or more, at most the horizon. */
  readonly steps: number;
  readonly buffer: Seconds;
  /** The level before the plan; undefined where there is none, and the first segment's level is no change. */
  readonly last: number | undefined;
}

/**
 * The plan that model predictive control looks for (Yin, Jindal, Sekar and Sinopoli, "A Control-Theoretic Approach
 * for Dynamic Adaptive Video Streaming over HTTP", SIGCOMM 2015), in the form of Pensieve's mpc.py: of all levels
 * for the next segments, those that maximise
 *
 *     sum Mbit/s - rebufferPenalty x sum rebuffering - switchPenalty x sum |change in Mbit/s|,
 *
 * where a download takes its seconds off the buffer, what the buffer lacks is rebuffering, and the segment's
 * duration is put on. Of plans of equal value the one with the highest first level is chosen, which is what an
 * enumeration in rising order that keeps the last of the best chooses.
 *
 * Found by branch and bound, with the bounds of {@link PlanBounds}. Values of complete plans are computed term by
 * term as mpc.py does, and a branch is left only if rounding cannot make up for what it lacks, so the choice is the
 * enumeration's to the bit, near-ties included. Memory is claimed once; a search allocates nothing.
 */
export class MpcSearch {
  /** Seconds that the download of step p takes at level l, at p x levels + l: to be filled in before each search. */
  readonly downloads: Float64Array;
  /** Seconds of media of each step: likewise. */
  readonly durations: Float64Array;
  /** Of the plan chosen last. */
  rebuffering: Seconds = 0;
  /** Nodes that the last search looked at: what it cost. */
  visited = 0;

  private readonly kbps: Float64Array;
  private readonly objective: MpcObjective;
  private readonly bounds: PlanBounds;
  private best = 0;
  private first = 0;

  // The branch that is being looked at: entry p is its state before step p.
  private readonly buffers: Float64Array;
  private readonly stalls: Float64Array;
  private readonly sums: Float64Array;
  private readonly changes: Float64Array;
  private readonly levels: Int32Array;
  /** The level to be tried next, from the top down. */
  private readonly untried: Int32Array;

  /** @param horizon the most steps that a plan may have */
  constructor(levels: readonly Level[], horizon: number, objective: MpcObjective) {
    this.kbps = Float64Array.from(levels, ({ bitrate }) => kbpsFromBps(bitrate));
    this.objective = objective;
    this.downloads = new Float64Array(horizon * levels.length);
    this.durations = new Float64Array(horizon);
    this.bounds = new PlanBounds(this.kbps, this.downloads, this.durations, objective);
    this.buffers = new Float64Array(horizon);
    this.stalls = new Float64Array(horizon);
    this.sums = new Float64Array(horizon);
    this.changes = new Float64Array(horizon);
    this.levels = new Int32Array(horizon);
    this.untried = new Int32Array(horizon);
  }

  /** The level of the best plan's first segment. */
  firstLevel({ steps, buffer, last }: PlanStart): number {
    this.best = Number.NEGATIVE_INFINITY;
    this.first = 0;
    this.visited = 0;
    this.bounds.prepare(steps, buffer, last);
    this.trySteadyPlans(steps, buffer, last);
    this.explore(steps, buffer, last);
    return this.first;
  }

  /** Something to beat from the start: plans that keep to one level. */
  private trySteadyPlans(steps: number, buffer: Seconds, last: number | undefined): void {
    const { downloads, durations, kbps } = this;
    const count = kbps.length;
    for (let level = 0; level < count; level++) {
      const rate = kbps[level]!;
      const change = last === undefined ? 0 : Math.abs(rate - kbps[last]!);
      let left = buffer;
      let stall = 0;
      let sum = 0;
      for (let step = 0; step < steps; step++) {
        const download = downloads[step * count + level]!;
        if (left < download) {
          stall += download - left;
          left = 0;
        } else left -= download;
        left += durations[step]!;
        sum += rate;
      }
      this.offer(sum, stall, change, level);
    }
  }

  private explore(steps: number, buffer: Seconds, last: number | undefined): void {
    const { bounds, buffers, changes, downloads, durations, kbps, levels, objective, stalls, sums, untried } =
      this;
    const count = kbps.length;
    buffers[0] = buffer;
    stalls[0] = 0;
    sums[0] = 0;
    changes[0] = 0;
    untried[0] = count - 1;
    let visited = 0;
    for (let step = 0; step >= 0; ) {
      const level = untried[step]!;
      if (level < 0) {
        step--;
        continue;
      }
      untried[step] = level - 1;
      visited++;
      levels[step] = level;
      const rate = kbps[level]!;
      const before = step > 0 ? levels[step - 1] : last;
      const download = downloads[step * count + level]!;
      let left = buffers[step]!;
      let stall = stalls[step]!;
      if (left < download) {
        stall += download - left;
        left = 0;
      } else left -= download;
      left += durations[step]!;
      const sum = sums[step]! + rate;
      const change = changes[step]! + (before === undefined ? 0 : Math.abs(rate - kbps[before]!));
      if (step === steps - 1) this.offer(sum, stall, change, levels[0]!);
      else {
        const value = planValue(objective, sum, stall, change);
        if (value + bounds.atMost(step + 1, level, left) < this.best) continue;
        step++;
        buffers[step] = left;
        stalls[step] = stall;
        sums[step] = sum;
        changes[step] = change;
        untried[step] = count - 1;
      }
    }
    this.visited = visited;
  }

  /** Values a complete plan in the published form, and keeps it if it is the best. */
  private offer(sum: number, stall: Seconds, change: number, first: number): void {
    const value = planValue(this.objective, sum, stall, change);
    if (value > this.best || (value === this.best && first > this.first)) {
      this.best = value;
      this.first = first;
      this.rebuffering = stall;
    }
  }
}
