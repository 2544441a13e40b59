import type { Place } from "./course.js";

/** Ways to have come to where a number of segments has arrived, packed in columns. */
export class Labels {
  count = 0;
  clock: Float64Array;
  since: Float64Array;
  shown: Int32Array;
  moving: Uint8Array;
  /** In all, startup included; of a stall under way, until the clock. */
  waited: Float64Array;
  /** Quality less changes, and what startup is cheaper than stalling by. */
  gained: Float64Array;
  level: Uint16Array;
  /** Its place among the labels of one segment less. */
  parent: Int32Array;
  /** When the next segment's request is made, and its first bit. */
  sent: Float64Array;
  firstByte: Float64Array;
  /** By the link, when that comes. */
  carried: Float64Array;
  /** The most that a plan can come to from here. */
  bound: Float64Array;

  constructor(capacity = 64) {
    this.clock = new Float64Array(capacity);
    this.since = new Float64Array(capacity);
    this.shown = new Int32Array(capacity);
    this.moving = new Uint8Array(capacity);
    this.waited = new Float64Array(capacity);
    this.gained = new Float64Array(capacity);
    this.level = new Uint16Array(capacity);
    this.parent = new Int32Array(capacity);
    this.sent = new Float64Array(capacity);
    this.firstByte = new Float64Array(capacity);
    this.carried = new Float64Array(capacity);
    this.bound = new Float64Array(capacity);
  }

  /** A new one at this place; its gain and bounds are for the caller to set. @returns its number */
  add(place: Place, level: number, parent: number): number {
    if (this.count === this.clock.length) this.grow();
    const label = this.count++;
    this.clock[label] = place.clock;
    this.since[label] = place.since;
    this.shown[label] = place.shown;
    this.moving[label] = place.moving ? 1 : 0;
    this.level[label] = level;
    this.parent[label] = parent;
    return label;
  }

  place(label: number, into: Place): void {
    into.clock = this.clock[label]!;
    into.since = this.since[label]!;
    into.shown = this.shown[label]!;
    into.moving = this.moving[label] === 1;
  }

  /** Keeps these labels, in this order. */
  keep(order: ArrayLike<number>): Labels {
    const kept = new Labels(Math.max(1, order.length));
    kept.count = order.length;
    for (let i = 0; i < order.length; i++) {
      const label = order[i]!;
      kept.clock[i] = this.clock[label]!;
      kept.since[i] = this.since[label]!;
      kept.shown[i] = this.shown[label]!;
      kept.moving[i] = this.moving[label]!;
      kept.waited[i] = this.waited[label]!;
      kept.gained[i] = this.gained[label]!;
      kept.level[i] = this.level[label]!;
      kept.parent[i] = this.parent[label]!;
      kept.sent[i] = this.sent[label]!;
      kept.firstByte[i] = this.firstByte[label]!;
      kept.carried[i] = this.carried[label]!;
      kept.bound[i] = this.bound[label]!;
    }
    return kept;
  }

  private grow(): void {
    const size = 2 * this.clock.length;
    const doubled = <T extends Float64Array | Int32Array | Uint16Array | Uint8Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.clock = doubled(this.clock, new Float64Array(size));
    this.since = doubled(this.since, new Float64Array(size));
    this.shown = doubled(this.shown, new Int32Array(size));
    this.moving = doubled(this.moving, new Uint8Array(size));
    this.waited = doubled(this.waited, new Float64Array(size));
    this.gained = doubled(this.gained, new Float64Array(size));
    this.level = doubled(this.level, new Uint16Array(size));
    this.parent = doubled(this.parent, new Int32Array(size));
    this.sent = doubled(this.sent, new Float64Array(size));
    this.firstByte = doubled(this.firstByte, new Float64Array(size));
    this.carried = doubled(this.carried, new Float64Array(size));
    this.bound = doubled(this.bound, new Float64Array(size));
  }
}
