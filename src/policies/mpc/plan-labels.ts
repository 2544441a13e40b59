import type { Seconds } from "../../units.js";

/** What some levels for a plan's first steps come to. */
export interface PlanLabel {
  /** When the last of the segments is there. */
  time: Seconds;
  buffer: Seconds;
  rebuffering: Seconds;
  /** kbit/s of all segments, added up. */
  sum: number;
  /** kbit/s of all changes, added up. */
  change: number;
  /** Mbit/s of quality, less what the changes cost. */
  gain: number;
  /** The last level; undefined where there is none. */
  level: number | undefined;
  /** The level of the first step. */
  first: number;
}

export const emptyLabel = (): PlanLabel => ({
  time: 0,
  buffer: 0,
  rebuffering: 0,
  sum: 0,
  change: 0,
  gain: 0,
  level: undefined,
  first: 0,
});

/** Gains that differ by no more than this, in Mbit/s, may be equal on paper. */
const ROUNDING = 1e-9;

/** Where the parts of a label are, of those that are looked at from without. */
const TIME = 0;
const REBUFFERING = 2;
const GAIN = 5;
const FIRST = 7;
const WIDTH = 8;

/**
 * The beginnings of plans that are still of use, after so many steps. Of two that end in the same level, one is of no
 * use if the other is there no later, with no more rebuffering and no less gain: whatever follows, the other can do
 * likewise, as a request made earlier does not end later. Of two that gain the same the one with the higher first level
 * stays.
 *
 * Packed, and used again from search to search.
 */
export class PlanLabels {
  count = 0;
  private packed = new Float64Array(64 * WIDTH);
  /** Where the labels of the level that is being added to begin. */
  private begin = 0;
  /** The label that made the last one useless: likely to do so with the next one. */
  private useful = 0;

  clear(): void {
    this.count = 0;
    this.nextLevel();
  }

  /** What is added from here on ends in another level. */
  nextLevel(): void {
    this.begin = this.count;
    this.useful = this.begin;
  }

  read(index: number, into: PlanLabel): void {
    const { packed } = this;
    let at = index * WIDTH;
    into.time = packed[at++]!;
    into.buffer = packed[at++]!;
    into.rebuffering = packed[at++]!;
    into.sum = packed[at++]!;
    into.change = packed[at++]!;
    into.gain = packed[at++]!;
    const level = packed[at++]!;
    into.level = level < 0 ? undefined : level;
    into.first = packed[at]!;
  }

  /** Adds a label, unless it is of no use, and drops those that it makes useless. */
  add(label: PlanLabel): void {
    if (this.useful < this.count && this.isAsGood(this.useful, label)) return;
    for (let index = this.begin; index < this.count; index++)
      if (this.isAsGood(index, label)) {
        this.useful = index;
        return;
      }
    this.dropWorseThan(label);
    if (this.count * WIDTH === this.packed.length) this.grow();
    const { packed } = this;
    let at = this.count++ * WIDTH;
    packed[at++] = label.time;
    packed[at++] = label.buffer;
    packed[at++] = label.rebuffering;
    packed[at++] = label.sum;
    packed[at++] = label.change;
    packed[at++] = label.gain;
    packed[at++] = label.level ?? -1;
    packed[at] = label.first;
  }

  private isAsGood(index: number, { time, rebuffering, gain, first }: PlanLabel): boolean {
    const { packed } = this;
    const at = index * WIDTH;
    if (packed[at + TIME]! > time || packed[at + REBUFFERING]! > rebuffering) return false;
    const more = packed[at + GAIN]! - gain;
    return more > ROUNDING || (more >= 0 && packed[at + FIRST]! >= first);
  }

  private dropWorseThan({ time, rebuffering, gain, first }: PlanLabel): void {
    const { packed } = this;
    let kept = this.begin;
    for (let index = this.begin, at = index * WIDTH; index < this.count; index++, at += WIDTH) {
      if (time <= packed[at + TIME]! && rebuffering <= packed[at + REBUFFERING]!) {
        const more = gain - packed[at + GAIN]!;
        if (more > ROUNDING || (more >= 0 && first >= packed[at + FIRST]!)) continue;
      }
      if (kept !== index) packed.copyWithin(kept * WIDTH, at, at + WIDTH);
      kept++;
    }
    if (kept < this.count) this.useful = this.begin;
    this.count = kept;
  }

  private grow(): void {
    const { packed } = this;
    this.packed = new Float64Array(2 * packed.length);
    this.packed.set(packed);
  }
}
