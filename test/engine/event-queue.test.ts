import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventQueue } from "../../src/engine/event-queue.js";

function drained(queue: EventQueue<string>): string[] {
  const events: string[] = [];
  for (let event = queue.next(); event !== undefined; event = queue.next()) events.push(event);
  return events;
}

describe("EventQueue", () => {
  it("orders by time, then priority, then order of scheduling", () => {
    const queue = new EventQueue<string>();
    queue.schedule(2, 0, "late");
    queue.schedule(1, 1, "early, low, first");
    queue.schedule(1, 1, "early, low, second");
    queue.schedule(1, 0, "early, high");
    expect(drained(queue)).toEqual(["early, high", "early, low, first", "early, low, second", "late"]);
  });

  it("gives any agenda in its total order", () => {
    const event = fc.record({ time: fc.nat(5), priority: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const queue = new EventQueue<number>();
        events.forEach(({ time, priority }, index) => {
          queue.schedule(time, priority, index);
        });
        const expected = events
          .map((_, index) => index)
          .sort(
            (a, b) => events[a]!.time - events[b]!.time || events[a]!.priority - events[b]!.priority || a - b,
          );
        for (const index of expected) {
          expect(queue.next()).toBe(index);
          expect(queue.now).toBe(events[index]!.time);
        }
        expect(queue.next()).toBeUndefined();
      }),
    );
  });

  it("skips what was cancelled, and does not move the clock for it", () => {
    const queue = new EventQueue<string>();
    const ticket = queue.schedule(5, 0, "cancelled");
    queue.schedule(1, 0, "kept");
    queue.cancel(ticket);
    expect(drained(queue)).toEqual(["kept"]);
    expect(queue.now).toBe(1);
  });

  it("refuses an event in the past", () => {
    const queue = new EventQueue<string>();
    queue.schedule(2, 0, "now");
    queue.next();
    expect(() => queue.schedule(1, 0, "past")).toThrow("event at 1 s scheduled at 2 s");
    expect(() => queue.schedule(Number.NaN, 0, "never")).toThrow(RangeError);
  });
});
