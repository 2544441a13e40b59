import type { Seconds } from "../units.js";

/** A place in the queue, for cancelling. */
export interface Ticket {
  readonly time: Seconds;
}

interface Entry<Event> extends Ticket {
  readonly priority: number;
  readonly sequence: number;
  readonly event: Event;
  cancelled: boolean;
}

/**
 * The kernel's clock and agenda: events in the total order of (time, priority, order of scheduling), so that a
 * simulation never depends on the luck of a tie. A binary heap; cancelling marks, and the mark is dropped when it
 * surfaces.
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
    const entry: Entry<Event> = { time, priority, sequence: this.scheduled++, event, cancelled: false };
    this.heap.push(entry);
    this.rise(this.heap.length - 1);
    return entry;
  }

  cancel(ticket: Ticket): void {
    (ticket as Entry<Event>).cancelled = true;
  }

  /** Takes the next event and moves the clock to it; undefined when nothing is left. */
  next(): Event | undefined {
    for (let entry = this.take(); entry; entry = this.take()) {
      if (entry.cancelled) continue;
      this.now = entry.time;
      return entry.event;
    }
    return undefined;
  }

  private take(): Entry<Event> | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) return undefined;
    if (heap.length > 0) {
      heap[0] = last;
      this.sink(0);
    }
    return first;
  }

  private rise(from: number): void {
    const { heap } = this;
    let child = from;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!precedes(heap[child]!, heap[parent]!)) return;
      swap(heap, child, parent);
      child = parent;
    }
  }

  private sink(from: number): void {
    const { heap } = this;
    let parent = from;
    for (;;) {
      const left = 2 * parent + 1;
      const right = left + 1;
      let first = parent;
      if (left < heap.length && precedes(heap[left]!, heap[first]!)) first = left;
      if (right < heap.length && precedes(heap[right]!, heap[first]!)) first = right;
      if (first === parent) return;
      swap(heap, parent, first);
      parent = first;
    }
  }
}

function precedes(a: Entry<unknown>, b: Entry<unknown>): boolean {
  if (a.time !== b.time) return a.time < b.time;
  if (a.priority !== b.priority) return a.priority < b.priority;
  return a.sequence < b.sequence;
}

function swap<T>(items: T[], i: number, j: number): void {
  const held = items[i]!;
  items[i] = items[j]!;
  items[j] = held;
}
