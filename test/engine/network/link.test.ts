import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PRIORITY } from "../../../src/engine/agenda.js";
import { CapacityCursor } from "../../../src/engine/network/capacity.js";
import type { Flow } from "../../../src/engine/network/flow.js";
import { FlowGroup } from "../../../src/engine/network/parties.js";
import { traces } from "../../support/arbitraries.js";
import { type Arrival, constantTrace, endsOf, FOREVER, linkOver, runOut, runUntil, traceOf } from "./rig.js";

const tenBits = constantTrace(10);
const ignore = () => {};

describe("Link, without caps", () => {
  it("shares its capacity equally", () => {
    const ends = endsOf(linkOver(tenBits), [
      { at: 0, size: 10 },
      { at: 0.5, size: 20 },
    ]);
    // The first has 5 bits left when the second joins: 1 s at half the rate; the second then has 15 left.
    expect(ends).toEqual([1.5, 3]);
  });

  it("gives a lone flow exactly what the capacity gives, however often it is looked at", () => {
    fc.assert(
      fc.property(
        traces,
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 1, max: 1e8, noNaN: true }),
        fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { maxLength: 5 }),
        // Short of the end, with which the flow itself is over.
        fc.array(fc.double({ min: 0, max: 0.99, noNaN: true }), { maxLength: 3 }),
        (trace, at, size, looks, milestones) => {
          const { agenda, link } = linkOver(trace);
          let end: number | undefined;
          let passed = 0;
          agenda.at(at, PRIORITY.request, () => {
            const flow = link.join({ size, arrived: () => (end = agenda.now) });
            const waitForNext = () => {
              const share = milestones[passed++];
              if (share !== undefined) link.whenReceived(flow, share * size, waitForNext);
            };
            waitForNext();
            for (const look of looks) agenda.at(at + look, PRIORITY.request, () => link.received(flow));
          });
          runOut(agenda);
          expect(end).toBe(new CapacityCursor(trace, 0).deliveryEnd(at, size, FOREVER));
          expect(passed).toBe(milestones.length + 1);
        },
      ),
    );
  });

  it("treats identical flows identically", () => {
    fc.assert(
      fc.property(traces, fc.integer({ min: 2, max: 6 }), (trace, count) => {
        const ends = endsOf(
          linkOver(trace),
          Array.from({ length: count }, () => ({ at: 1, size: 1e6 })),
        );
        expect(new Set(ends).size).toBe(1);
        const together = new CapacityCursor(trace, 0).deliveryEnd(1, 1e6 * count, FOREVER);
        expect(ends[0]).toBe(together);
      }),
    );
  });

  it("tells a flow that leaves what it had received, and gives its share to the others", () => {
    const { agenda, link } = linkOver(tenBits);
    let end: number | undefined;
    const leaver = link.join({ size: 100, arrived: () => expect.unreachable() });
    link.join({ size: 10, arrived: () => (end = agenda.now) });
    agenda.at(1, PRIORITY.request, () => link.leave(leaver));
    runOut(agenda);
    expect(link.received(leaver)).toBe(5);
    expect(end).toBe(1.5);
    expect(link.flowCount).toBe(0);
  });

  it("ends a flow of no bits at once", () => {
    expect(endsOf(linkOver(constantTrace(0)), [{ at: 3, size: 0 }])).toEqual([3]);
  });

  it("plans nothing that never comes, and looks again when something changes", () => {
    const { agenda, link } = linkOver(
      traceOf({ duration: 10, bandwidth: 1 }, { duration: 10, bandwidth: 0 }),
      5,
    );
    const ends: number[] = [];
    // A whole period and more: its end lies beyond the horizon.
    const patient = link.join({ size: 45, arrived: () => ends.push(agenda.now) });
    expect(agenda.step()).toBe(false);
    agenda.at(82, PRIORITY.request, () => link.whenReceived(patient, 41, ignore));
    runOut(agenda);
    expect(ends).toEqual([85]);
  });

  it.each([undefined, 5])("does not hang where nothing is ever carried, with a cap of %s", (rateCap) => {
    const { agenda, link } = linkOver(constantTrace(0));
    const flow = link.join({ size: 1, ...(rateCap && { rateCap }), arrived: () => expect.unreachable() });
    runUntil(agenda, 1e9);
    expect(link.received(flow)).toBe(0);
    link.leave(flow);
    expect(link.received(flow)).toBe(0);
  });
});

describe("Link, telling", () => {
  it("tells flows that end together in order of joining, and each may do what it likes", () => {
    const { agenda, link } = linkOver(tenBits);
    const told: string[] = [];
    const flows: Record<string, Flow> = {};
    const tell = (name: string, then: () => void = ignore) => ({
      size: 10,
      arrived: () => {
        told.push(`${name} at ${agenda.now}`);
        then();
      },
    });
    flows["a"] = link.join(
      tell("a", () => {
        link.leave(flows["b"]!);
        flows["d"] = link.join(tell("d"));
      }),
    );
    flows["b"] = link.join(tell("b"));
    flows["c"] = link.join(tell("c"));
    runOut(agenda);
    expect(told).toEqual(["a at 3", "c at 3", "d at 4"]);
    expect(link.received(flows["b"])).toBe(10);
  });

  it("goes on for the others when somebody who is told throws", () => {
    const { agenda, link } = linkOver(tenBits);
    const told: number[] = [];
    const fails = () => {
      throw new Error("a policy's");
    };
    link.join({ size: 10, arrived: fails });
    link.join({ size: 10, arrived: () => told.push(agenda.now) });
    link.join({ size: 20, arrived: () => told.push(agenda.now) });
    expect(() => runOut(agenda)).toThrow("a policy's");
    runOut(agenda);
    expect(told).toEqual([3, 4]);
  });

  it("tells once when so much has come, before the end if that is all, and never of more", () => {
    const { agenda, link } = linkOver(tenBits);
    const told: string[] = [];
    const note = (what: string) => () => told.push(`${what} at ${agenda.now}`);
    const first = link.join({ size: 10, arrived: note("first") });
    const second = link.join({ size: 15, arrived: note("second") });
    const third = link.join({ size: 15, arrived: note("third") });
    link.whenReceived(first, 7, () => expect.unreachable());
    link.whenReceived(first, 5, note("half"));
    link.whenReceived(second, 15, note("all"));
    link.whenReceived(third, 16, () => expect.unreachable());
    runOut(agenda);
    expect(told).toEqual(["half at 1.5", "first at 3", "all at 4", "second at 4", "third at 4"]);
  });

  it("tells at once of what has come already", () => {
    const { agenda, link } = linkOver(tenBits);
    const told: number[] = [];
    const flow = link.join({ size: 100, arrived: ignore });
    agenda.at(5, PRIORITY.request, () => link.whenReceived(flow, 20, () => told.push(agenda.now)));
    runOut(agenda);
    expect(told).toEqual([5]);
  });
});

describe("Link, with caps and classes", () => {
  it("gives a flow no more than its share of the link", () => {
    expect(endsOf(linkOver(tenBits), [{ at: 0, size: 10, shareOfLink: 0.5 }])).toEqual([2]);
  });

  it("gives what a capped flow leaves to the others, and looks at each interval on its own", () => {
    const trace = traceOf({ duration: 1, bandwidth: 10 }, { duration: 1, bandwidth: 4 });
    // 3 and 7 bit/s, then 2 and 2: in 2 s the capped one has 5 bits, the other 9.
    const ends = endsOf(linkOver(trace), [
      { at: 0, size: 5, rateCap: 3 },
      { at: 0, size: 9 },
    ]);
    expect(ends).toEqual([2, 2]);
  });

  it("serves urgent flows as if there were no others", () => {
    const arrival = (urgent: boolean): fc.Arbitrary<Arrival> =>
      fc.record({
        at: fc.double({ min: 0, max: 20, noNaN: true }),
        size: fc.double({ min: 1e4, max: 1e7, noNaN: true }),
        urgent: fc.constant(urgent),
      });
    fc.assert(
      fc.property(
        traces,
        fc.array(arrival(true), { minLength: 1, maxLength: 4 }),
        fc.array(arrival(false), { maxLength: 4 }),
        (trace, urgent, others) => {
          const alone = endsOf(linkOver(trace), urgent);
          const amongOthers = endsOf(linkOver(trace), [...urgent, ...others]);
          alone.forEach((end, i) => {
            // As the others come and go, what has come is added up in other portions.
            expect(Math.abs(amongOthers[i]! - end!)).toBeLessThan(1e-8 * (1 + end!));
          });
        },
      ),
    );
  });

  it("makes the others wait for the urgent", () => {
    const ends = endsOf(linkOver(tenBits), [
      { at: 0, size: 10 },
      { at: 0.5, size: 20, urgent: true },
    ]);
    expect(ends).toEqual([3, 2.5]);
  });

  it("counts the flows of a group as one", () => {
    const group = new FlowGroup();
    const { agenda, link } = linkOver(constantTrace(12));
    const flows = [group, group, undefined].map((group) =>
      link.join({ size: 60, ...(group && { group }), arrived: ignore }),
    );
    expect(flows.map((flow) => link.rateOf(flow))).toEqual([3, 3, 6]);
    expect(link.rateOf(group)).toBe(6);
    runUntil(agenda, 2);
    expect(flows.map((flow) => link.received(flow))).toEqual([6, 6, 12]);
  });

  it("caps a group as a whole, its urgent flows first, from the time on that it is told to", () => {
    const group = new FlowGroup();
    const { agenda, link } = linkOver(constantTrace(12));
    const bulk = link.join({ size: 60, group, arrived: ignore });
    const command = link.join({ size: 60, group, urgent: true, shareOfLink: 0.25, arrived: ignore });
    const other = link.join({ size: 60, arrived: ignore });
    const rates = () => [bulk, command, other].map((flow) => link.rateOf(flow));
    expect(rates()).toEqual([4.5, 3, 4.5]);
    agenda.at(1, PRIORITY.request, () => link.setCap(group, 4));
    runUntil(agenda, 1);
    expect(rates()).toEqual([1, 3, 8]);
    runUntil(agenda, 2);
    expect([bulk, command, other].map((flow) => link.received(flow))).toEqual([5.5, 6, 12.5]);
    link.setCap(group, Number.POSITIVE_INFINITY);
    expect(rates()).toEqual([4.5, 3, 4.5]);
  });

  it("gives identical groups identical ends, whatever their cap", () => {
    fc.assert(
      fc.property(
        traces,
        fc.integer({ min: 2, max: 5 }),
        fc.double({ min: 1e4, max: 2e7, noNaN: true }),
        (trace, count, cap) => {
          const { agenda, link } = linkOver(trace);
          const ends: number[] = [];
          for (let i = 0; i < count; i++) {
            const group = new FlowGroup();
            link.setCap(group, cap);
            for (let flow = 0; flow < 2; flow++)
              link.join({ size: 1e6, group, arrived: () => ends.push(agenda.now) });
          }
          runOut(agenda);
          expect(ends).toHaveLength(2 * count);
          expect(new Set(ends).size).toBe(1);
        },
      ),
    );
  });
});

describe("Link.holdTrace", () => {
  const stairs = traceOf(
    { duration: 1, bandwidth: 10 },
    { duration: 1, bandwidth: 20 },
    { duration: 8, bandwidth: 30 },
  );

  it("makes the capacity what it was when the while began", () => {
    const { agenda, link } = linkOver(stairs);
    let end = 0;
    agenda.at(2.5, PRIORITY.firstByte, () => {
      link.holdTrace(0.5);
      link.join({ size: 25, arrived: () => (end = agenda.now) });
    });
    runOut(agenda);
    // Half a second at 10, a second at 20.
    expect(end).toBe(4);
  });

  it("counts what two whiles have in common once, and goes on with flows under way", () => {
    const { agenda, link } = linkOver(stairs);
    let end = 0;
    link.join({ size: 35, arrived: () => (end = agenda.now) });
    agenda.at(1, PRIORITY.firstByte, () => link.holdTrace(0));
    agenda.at(1, PRIORITY.firstByte, () => link.holdTrace(0.5));
    runOut(agenda);
    // 10 bits, then the first second once more, then 15 of the 20 in the second.
    expect(end).toBe(2.75);
  });
});
