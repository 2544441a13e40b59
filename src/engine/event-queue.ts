import type { Seconds } from "../units.js";

/** A place in the queue, for cancelling. */
export interface Ticket {
  readonly time: Seconds;
}

/** Where an entry is that is no longer in the queue. */
const GONE = -1;

interface Entry<Event> extends Ticket {
  readonly priority: number;
  readonly sequence: number;
  readonly event: Event;
  /** In the heap. */
  place: number;
}

/**
 * The kernel's clock and agenda: events in the total order of (time, priority, order of scheduling), so that a
 * simulation never depends on the luck of a tie. A binary heap whose entries know their places, so that what is
 * cancelled leaves at once: most of what is planned is planned anew, and much of it lies far ahead.
 */
export class EventQueue<Event> {
  /** The time of the event taken last. */
  now: Seconds = 0;
  private readonly heap: Entry<Event>[] = [];
  private scheduled = 0;

  /**
   * @param priority of two events at one time the lower comes first
   * @throws RangeError when the time has passed or is not a number: that would be a fault of the caller's model
   */
  schedule(time: Seconds, priority: number, event: Event): Ticket {
    if (!(time >= this.now)) throw new RangeError(`event at ${time} s scheduled at ${this.now} s`);
    const { heap } = this;
    const entry: Entry<Event> = { time, priority, sequence: this.scheduled++, event, place: heap.length };
    heap.push(entry);
    this.rise(entry, heap.length - 1);
    return entry;
  }

  /** Does nothing if the event has been taken or cancelled already. */
  cancel(ticket: Ticket): void {
    const entry = ticket as Entry<Event>;
    const { place } = entry;
    if (place === GONE) return;
    entry.place = GONE;
    this.fill(place);
  }

  /** Takes the next event and moves the clock to it; undefined when nothing is left. */
  next(): Event | undefined {
    const first = this.heap[0];
    if (first === undefined) return undefined;
    first.place = GONE;
    this.fill(0);
    this.now = first.time;
    return first.event;
  }

  /** Puts the last entry where one has left. */
  private fill(place: number): void {
    const { heap } = this;
    const last = heap.pop()!;
    if (place === heap.length) return;
    if (place > 0 && precedes(last, heap[(place - 1) >> 1]!)) this.rise(last, place);
    else this.sink(last, place);
  }

  /** Finds the place of an entry, from this one upwards. */
  private rise(entry: Entry<Event>, from: number): void {
    const { heap } = this;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above]!;
      if (!precedes(entry, parent)) break;
      heap[place] = parent;
      parent.place = place;
      place = above;
    }
    heap[place] = entry;
    entry.place = place;
  }

  /** The same, downwards. */
  private sink(entry: Entry<Event>, from: number): void {
    const { heap } = this;
    const { length } = heap;
    let place = from;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= length) break;
      let child = heap[below]!;
      if (below + 1 < length) {
        const right = heap[below + 1]!;
        if (precedes(right, child)) {
          child = right;
          below++;
        }
      }
      if (!precedes(child, entry)) break;
      heap[place] = child;
      child.place = place;
      place = below;
    }
    heap[place] = entry;
    entry.place = place;
  }
}

function precedes(a: Entry<unknown>, b: Entry<unknown>): boolean {
  if (a.time !== b.time) return a.time < b.time;
  if (a.priority !== b.priority) return a.priority < b.priority;
  return a.sequence < b.sequence;
}
