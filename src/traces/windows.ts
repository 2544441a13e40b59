import type { TraceInterval } from "../model/trace.js";
import type { Seconds } from "../units.js";

/** Stretches of a trace, all of one length, which may overlap or lie apart. Times count from the trace's beginning. */
export interface WindowPlan {
  /** Of the first. */
  readonly start: Seconds;
  /** Of each; may be infinite. */
  readonly length: Seconds;
  /** From the beginning of one to that of the next. */
  readonly step: Seconds;
  /** At most so many; may be infinite. */
  readonly count: number;
}

/** Takes the intervals of one window. */
export interface WindowSink {
  interval(interval: TraceInterval): void;
  /** @param isWhole whether the trace lasted until its end */
  end(isWhole: boolean): void;
}

/** Takes the intervals of a trace as they come. */
export interface Windows {
  interval(interval: TraceInterval): void;
  /** Ends the windows that are not over yet. */
  end(): void;
}

/** Seconds: twice what readers take for the shortest interval. No less is cut off, so that rounding leaves no slivers. */
const GRAIN = 2e-6;

/**
 * Cuts a trace into windows while it is read. An interval that a window's edge goes through is cut there, unless less than
 * two microseconds would come off: then the edge is moved to the interval's own. So windows side by side have all bits of the
 * trace, and each just once.
 *
 * @param begin called for each window that has any of the trace, in order, with its number from 0
 */
export function windowed(plan: WindowPlan, begin: (index: number) => WindowSink): Windows {
  /** Those that have begun, or are about to, and are not over. */
  let open: OpenWindow[] = [];
  let next = 0;
  let elapsed: Seconds = 0;
  const startOf = (index: number) => plan.start + (index === 0 ? 0 : index * plan.step);

  return {
    interval(interval) {
      const stretch = { interval, from: elapsed, to: elapsed + interval.duration };
      elapsed = stretch.to;
      if (open.length > 0) open = open.filter((window) => window.take(stretch));
      while (next < plan.count && startOf(next) < elapsed) {
        const start = startOf(next);
        const window = new OpenWindow(next++, start, start + plan.length, begin);
        if (window.take(stretch)) open.push(window);
      }
    },
    end() {
      for (const window of open) window.end(elapsed);
    },
  };
}

/** An interval, and where in the trace it lies. */
interface Stretch {
  readonly interval: TraceInterval;
  readonly from: Seconds;
  readonly to: Seconds;
}

class OpenWindow {
  readonly #index: number;
  readonly #start: Seconds;
  readonly #end: Seconds;
  readonly #begin: (index: number) => WindowSink;
  #sink: WindowSink | undefined;

  constructor(index: number, start: Seconds, end: Seconds, begin: (index: number) => WindowSink) {
    this.#index = index;
    this.#start = start;
    this.#end = end;
    this.#begin = begin;
  }

  /** Takes what it has of an interval. @returns whether it may have some of the next */
  take(stretch: Stretch): boolean {
    const { interval, from, to } = stretch;
    const start = edgeWithin(stretch, this.#start);
    const end = edgeWithin(stretch, this.#end);
    if (start < end) {
      this.#sink ??= this.#begin(this.#index);
      this.#sink.interval(start === from && end === to ? interval : { ...interval, duration: end - start });
    }
    if (this.#end > to) return true;
    this.end(to);
    return false;
  }

  /** @param elapsed of the trace */
  end(elapsed: Seconds): void {
    this.#sink?.end(this.#end <= elapsed + GRAIN);
  }
}

/** Where an edge cuts an interval: at one of its ends, if it does not, or if less than a grain would come off. */
function edgeWithin({ interval, from, to }: Stretch, edge: Seconds): Seconds {
  const least = Math.min(GRAIN, interval.duration / 2);
  if (edge < from + least) return from;
  return edge > to - least ? to : edge;
}
