import type { Seconds } from "../../units.js";

interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** What levels are allowed and how much may be buffered, when several have a say. The strictest counts. */
export class Limits {
  private readonly top: number;
  private configured: Seconds;
  private readonly levels = new Map<string, Range>();
  private readonly buffers = new Map<string, Seconds>();

  /** @param top the highest level of the ladder */
  constructor(top: number, maxBuffer: Seconds) {
    this.top = top;
    this.configured = maxBuffer;
  }

  get maxBuffer(): Seconds {
    return Math.min(this.configured, ...this.buffers.values());
  }

  setMaxBuffer(seconds: Seconds): void {
    this.configured = seconds;
  }

  limitBuffer(by: string, seconds: Seconds | undefined): void {
    if (seconds === undefined) this.buffers.delete(by);
    else this.buffers.set(by, seconds);
  }

  limitLevels(by: string, range: Range | undefined): void {
    if (range === undefined) this.levels.delete(by);
    else this.levels.set(by, range);
  }

  /** Where limits contradict each other, the lower level wins: it is what can be shown. */
  get allowed(): readonly [min: number, max: number] {
    let min = 0;
    let max = this.top;
    for (const range of this.levels.values()) {
      min = Math.max(min, range.min ?? 0);
      max = Math.min(max, range.max ?? this.top);
    }
    max = Math.max(0, max);
    return Object.freeze([Math.min(min, max), max] as const);
  }
}
