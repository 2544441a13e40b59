import type { TraceInterval } from "../../model/trace.js";
import type { Gaps, TraceNote } from "../../model/trace-note.js";
import type { Seconds } from "../../units.js";
import type { LeftOut } from "./left-out.js";

/** A stretch of a trace; without a rate, time of which the file says nothing. */
type Stretch = Pick<TraceInterval, "duration"> & Partial<TraceInterval>;

/**
 * Gives away the intervals of one trace as they come, and fills in what is between them. It holds no more than one of
 * them, but for the mean, which is known at the end only: then it holds the trace.
 */
export class GapFilling {
  readonly #gaps: Gaps;
  readonly #leftOut: LeftOut;
  readonly #give: (interval: TraceInterval, line: number) => void;
  readonly #tell: (note: TraceNote) => void;
  /** The capacity known last. */
  #last: TraceInterval | undefined;
  /** Before the first that is known. */
  #leading: Seconds = 0;
  readonly #held: { readonly stretch: Stretch; readonly line: number }[] = [];

  /** Of the whole trace. */
  #knownTime: Seconds = 0;
  #unknownTime: Seconds = 0;

  constructor(
    gaps: Gaps,
    leftOut: LeftOut,
    give: (interval: TraceInterval, line: number) => void,
    tell: (note: TraceNote) => void,
  ) {
    this.#gaps = gaps;
    this.#leftOut = leftOut;
    this.#give = give;
    this.#tell = tell;
  }

  /** Whether anything is known of the trace. */
  get isKnown(): boolean {
    return this.#last !== undefined;
  }

  known(interval: TraceInterval, line: number): void {
    this.#knownTime += interval.duration;
    if (this.#gaps === "mean") this.#held.push({ stretch: interval, line });
    else {
      if (this.#leading > 0) this.#give({ ...interval, duration: this.#leading }, line);
      this.#leading = 0;
      this.#give(interval, line);
    }
    this.#last = interval;
  }

  /** @param duration over 0 */
  unknown(duration: Seconds, line: number): void {
    this.#unknownTime += duration;
    if (this.#gaps === "drop") this.#leftOut.count("gap between rows", "gaps between rows");
    else if (this.#gaps === "mean") this.#held.push({ stretch: { duration }, line });
    else if (this.#last) this.#give({ ...this.#last, duration }, line);
    else this.#leading += duration;
  }

  /** The trace is over. */
  end(): void {
    if (!this.isKnown) return;
    const [filled, gaps] = [this.#unknownTime, this.#gaps];
    if (filled > 0 && gaps !== "drop")
      this.#tell({ kind: "filled", filled, duration: this.#knownTime + filled, gaps });
    if (this.#held.length === 0) return;
    const mean = meanOf(this.#held.flatMap(({ stretch }) => (hasRate(stretch) ? stretch : [])));
    for (const { stretch, line } of this.#held) this.#give({ ...mean, ...stretch }, line);
  }
}

const hasRate = (stretch: Stretch): stretch is TraceInterval => stretch.bandwidth !== undefined;

/** Over time. A column that some of them lack is left out. */
function meanOf(known: readonly TraceInterval[]): Omit<TraceInterval, "duration"> {
  const time = known.reduce((sum, { duration }) => sum + duration, 0);
  const mean = (of: (interval: TraceInterval) => number | undefined): number | undefined => {
    let total = 0;
    for (const interval of known) {
      const value = of(interval);
      if (value === undefined) return undefined;
      total += value * interval.duration;
    }
    return total / time;
  };
  const [latency, loss] = [mean((interval) => interval.latency), mean((interval) => interval.loss)];
  return {
    bandwidth: mean(({ bandwidth }) => bandwidth)!,
    ...(latency !== undefined && { latency }),
    ...(loss !== undefined && { loss }),
  };
}
