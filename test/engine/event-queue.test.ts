import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventQueue, type Ticket } from "../../src/engine/event-queue.js";

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

  it("keeps its order whatever is cancelled on the way, once or twice, before or after it was taken", () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant("schedule" as const), after: fc.nat(5), priority: fc.nat(2) }),
      fc.record({ do: fc.constant("cancel" as const), which: fc.nat(40) }),
      fc.record({ do: fc.constant("next" as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const queue = new EventQueue<number>();
        const tickets: Ticket[] = [];
        let expected: { id: number; time: number; priority: number }[] = [];
        for (const each of steps) {
          if (each.do === "schedule") {
            const id = tickets.length;
            const time = queue.now + each.after;
            tickets.push(queue.schedule(time, each.priority, id));
            expected.push({ id, time, priority: each.priority });
            expected.sort((a, b) => a.time - b.time || a.priority - b.priority || a.id - b.id);
          } else if (each.do === "cancel") {
            const ticket = tickets[each.which];
            if (ticket) queue.cancel(ticket);
            expected = expected.filter(({ id }) => id !== each.which);
          } else expect(queue.next()).toBe(expected.shift()?.id);
        }
        for (const { id } of expected) expect(queue.next()).toBe(id);
        expect(queue.next()).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it("refuses an event in the past", () => {
    const queue = new EventQueue<string>();
    queue.schedule(2, 0, "now");
    queue.next();
    expect(() => queue.schedule(1, 0, "past")).toThrow("event at 1 s scheduled at 2 s");
    expect(() => queue.schedule(Number.NaN, 0, "never")).toThrow(RangeError);
  });
});
