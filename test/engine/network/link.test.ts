import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CapacityCursor } from "../../../src/engine/network/capacity.js";
import { type Flow, Link } from "../../../src/engine/network/link.js";
import { traceFromIntervals } from "../../../src/model/trace.js";
import { traces } from "../../support/arbitraries.js";

const FOREVER = 1e12;
const tenBits = traceFromIntervals({ name: "s/t", set: "s" }, [{ duration: 1, bandwidth: 10 }]);

/** Runs flows that join at given times until all have ended; says when each did, in order of joining. */
function run(link: Link, arrivals: readonly { readonly at: number; readonly size: number }[]) {
  const ends = new Map<Flow, number>();
  const flows: Flow[] = [];
  let next = 0;
  for (;;) {
    const end = link.nextEnd(FOREVER);
    const arrival = arrivals[next];
    if (arrival && arrival.at < end) {
      flows.push(link.join(arrival.size, arrival.at));
      next++;
    } else if (end < Number.POSITIVE_INFINITY) {
      for (const flow of link.complete(end)) ends.set(flow, end);
    } else return { flows, ends: flows.map((flow) => ends.get(flow)!) };
  }
}

describe("Link", () => {
  it("shares its capacity equally", () => {
    const { ends } = run(new Link(new CapacityCursor(tenBits, 0)), [
      { at: 0, size: 10 },
      { at: 0.5, size: 20 },
    ]);
    // The first has 5 bits left when the second joins: 1 s at half the rate; the second then has 15 left.
    expect(ends).toEqual([1.5, 3]);
  });

  it("gives a lone flow exactly what the capacity gives", () => {
    fc.assert(
      fc.property(
        traces,
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 1, max: 1e8, noNaN: true }),
        (trace, at, size) => {
          const { ends } = run(new Link(new CapacityCursor(trace, 0)), [{ at, size }]);
          expect(ends[0]).toBe(new CapacityCursor(trace, 0).deliveryEnd(at, size, FOREVER));
        },
      ),
    );
  });

  it("conserves bits among any number of flows", () => {
    const arrival = fc.record({
      at: fc.double({ min: 0, max: 20, noNaN: true }),
      size: fc.double({ min: 1e4, max: 1e8, noNaN: true }),
    });
    fc.assert(
      fc.property(traces, fc.array(arrival, { minLength: 1, maxLength: 8 }), (trace, unsorted) => {
        const arrivals = unsorted.sort((a, b) => a.at - b.at);
        const { flows, ends } = run(new Link(new CapacityCursor(trace, 0)), arrivals);
        for (const flow of flows) expect(flow.received).toBe(flow.size);
        // In any busy stretch the link carried what its flows received, no more and no less.
        const capacity = new CapacityCursor(trace, 0);
        let carried = 0;
        let busyUntil = 0;
        let busyFrom = 0;
        arrivals.forEach(({ at }, i) => {
          if (at >= busyUntil) {
            carried += busyUntil > busyFrom ? capacity.delivered(busyFrom, busyUntil) : 0;
            busyFrom = at;
          }
          busyUntil = Math.max(busyUntil, ends[i]!);
        });
        carried += capacity.delivered(busyFrom, busyUntil);
        const sent = arrivals.reduce((sum, { size }) => sum + size, 0);
        expect(Math.abs(carried - sent)).toBeLessThan(1e-6 * sent + 1e-3);
      }),
    );
  });

  it("treats identical flows identically", () => {
    fc.assert(
      fc.property(traces, fc.integer({ min: 2, max: 6 }), (trace, count) => {
        const arrivals = Array.from({ length: count }, () => ({ at: 1, size: 1e6 }));
        const { ends } = run(new Link(new CapacityCursor(trace, 0)), arrivals);
        expect(new Set(ends).size).toBe(1);
      }),
    );
  });

  it("tells a flow that leaves what it had received, and gives its share to the others", () => {
    const link = new Link(new CapacityCursor(tenBits, 0));
    const leaver = link.join(100, 0);
    const stayer = link.join(10, 0);
    link.leave(leaver, 1);
    expect(leaver.received).toBe(5);
    expect(link.nextEnd(FOREVER)).toBe(1.5);
    expect(link.complete(1.5)).toEqual([stayer]);
    expect(link.flowCount).toBe(0);
    expect(link.nextEnd(FOREVER)).toBe(Number.POSITIVE_INFINITY);
  });
});
