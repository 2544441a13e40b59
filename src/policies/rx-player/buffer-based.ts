import type { Level } from "../../model/video.js";
import type { Seconds } from "../../units.js";
import type { Score } from "./score.js";

export interface RxPlayerBufferOptions {
  /** What a level above the lowest needs beyond BOLA's formula: a constant of rx-player's getBufferLevels. */
  readonly bufferLevelMarginSeconds: Seconds;
  /** What every level needs beyond that: a constant of rx-player's BufferBasedChooser, as all that follow. */
  readonly bufferSecuritySeconds: Seconds;
  /** A level is raised only if the current one scores so much. */
  readonly raiseScore: number;
  /** `MINIMUM_BLOCK_RAISE_DELAY`: how long no level is raised after one was too high, at least. */
  readonly minBlockRaiseDelaySeconds: Seconds;
  /** `MAXIMUM_BLOCK_RAISE_DELAY`. */
  readonly maxBlockRaiseDelaySeconds: Seconds;
  /** `RAISE_BLOCKING_DELAY_INCREMENT`: so much longer if that happened again soon. */
  readonly raiseBlockingDelayIncrementSeconds: Seconds;
  /** `RAISE_BLOCKING_DELAY_DECREMENT`: so much shorter if not. */
  readonly raiseBlockingDelayDecrementSeconds: Seconds;
  /** `STABILITY_CHECK_DELAY`: soon is within the delay and this. */
  readonly stabilityCheckDelaySeconds: Seconds;
}

/** How it stands once a segment has been added to the buffer. */
export interface AddedSegment {
  readonly now: Seconds;
  /** With the segment. */
  readonly buffer: Seconds;
  readonly level: number;
  /** Of that level. */
  readonly score: Score | undefined;
  readonly playbackRate: number;
}

/**
 * rx-player's BufferBasedChooser: a level needs a buffer, after BOLA, and has to be kept up by its score. It goes one
 * step up at most, and not for a time after a level was too high.
 */
export class BufferBasedChooser {
  private readonly options: RxPlayerBufferOptions;
  private readonly needed: readonly Seconds[];
  private chosen: number | undefined;
  private tooHighAt: Seconds | undefined;
  private blockRaiseDelay: Seconds;

  constructor(levels: readonly Level[], options: RxPlayerBufferOptions) {
    this.options = options;
    this.needed = buffersNeeded(levels, options);
    this.blockRaiseDelay = options.minBlockRaiseDelaySeconds;
  }

  /** The level chosen when the last segment was added; undefined before. */
  get level(): number | undefined {
    return this.chosen;
  }

  segmentAdded(added: AddedSegment): void {
    const { level, buffer, score, playbackRate } = added;
    const scaled = score && score.score / playbackRate;
    const tooHigh = scaled !== undefined && scaled < 1 && score?.sure;
    this.chosen = buffer < this.needed[level]! || tooHigh ? this.lowered(added) : this.kept(added, scaled);
  }

  private lowered({ now, level, buffer }: AddedSegment): number {
    const { options, tooHighAt } = this;
    const soon = this.blockRaiseDelay + options.stabilityCheckDelaySeconds;
    if (tooHighAt === undefined || now - tooHighAt < soon) {
      const longer = this.blockRaiseDelay + options.raiseBlockingDelayIncrementSeconds;
      this.blockRaiseDelay = Math.min(longer, options.maxBlockRaiseDelaySeconds);
    } else {
      const shorter = this.blockRaiseDelay - options.raiseBlockingDelayDecrementSeconds;
      this.blockRaiseDelay = Math.max(shorter, options.minBlockRaiseDelaySeconds);
    }
    this.tooHighAt = now;
    let lower = level - 1;
    while (lower > 0 && buffer < this.needed[lower]!) lower--;
    return Math.max(0, lower);
  }

  private kept({ now, level, buffer, score }: AddedSegment, scaled: number | undefined): number {
    const blocked = this.tooHighAt !== undefined && now - this.tooHighAt < this.blockRaiseDelay;
    if (blocked || scaled === undefined || scaled < this.options.raiseScore || !score?.sure) return level;
    const { needed } = this;
    let next = level + 1;
    while (next < needed.length && needed[next]! <= needed[level]!) next++;
    return next < needed.length && buffer >= needed[next]! ? next : level;
  }
}

/**
 * The buffer that each level needs. As in BOLA, with u(i) = ln(b(i) / b(0)) + 1, gp = (u(top) - 1) / (2n + 10) and
 * Vp = 1 / gp for n levels: Vp x (gp + (b(i) x u(i-1) - b(i-1) x u(i)) / (b(i) - b(i-1))), the lowest 0; and margins.
 */
function buffersNeeded(levels: readonly Level[], options: RxPlayerBufferOptions): Seconds[] {
  const { bufferLevelMarginSeconds, bufferSecuritySeconds } = options;
  const bitrate = (level: number) => levels[level]!.bitrate;
  const utility = (level: number) => Math.log(bitrate(level) / bitrate(0)) + 1;
  const gp = (utility(levels.length - 1) - 1) / (levels.length * 2 + 10);
  return levels.map((_, level) => {
    if (level === 0) return bufferSecuritySeconds;
    const crossed = bitrate(level) * utility(level - 1) - bitrate(level - 1) * utility(level);
    const bola = (gp + crossed / (bitrate(level) - bitrate(level - 1))) / gp;
    return bola + bufferLevelMarginSeconds + bufferSecuritySeconds;
  });
}
