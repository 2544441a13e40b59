import fc from "fast-check";
import { expect, it } from "vitest";
import { PRIORITY } from "../../../src/engine/agenda.js";
import { CapacityCursor } from "../../../src/engine/network/capacity.js";
import type { Flow } from "../../../src/engine/network/flow.js";
import { FlowGroup } from "../../../src/engine/network/parties.js";
import type { Trace } from "../../../src/model/trace.js";
import { traces } from "../../support/arbitraries.js";
import { endsOf, linkOver, runUntil, traceOf } from "./rig.js";

it("conserves bits among any number of flows", () => {
  const arrival = fc.record({
    at: fc.double({ min: 0, max: 20, noNaN: true }),
    size: fc.double({ min: 1e4, max: 1e8, noNaN: true }),
    urgent: fc.boolean(),
  });
  fc.assert(
    fc.property(traces, fc.array(arrival, { minLength: 1, maxLength: 8 }), (trace, unsorted) => {
      const arrivals = unsorted.sort((a, b) => a.at - b.at);
      const ends = endsOf(linkOver(trace), arrivals);
      // In any busy stretch the link carried what its flows received, no more and no less.
      const capacity = new CapacityCursor(trace, 0);
      let carried = 0;
      let busyFrom = 0;
      let busyUntil = 0;
      arrivals.forEach(({ at }, i) => {
        if (at >= busyUntil) {
          carried += busyUntil > busyFrom ? capacity.delivered(busyFrom, busyUntil) : 0;
          busyFrom = at;
        }
        // The stretch goes on to the end of every flow in it.
        busyUntil = Math.max(busyUntil, ends[i]!);
      });
      carried += capacity.delivered(busyFrom, busyUntil);
      const sent = arrivals.reduce((sum, { size }) => sum + size, 0);
      expect(Math.abs(carried - sent)).toBeLessThan(1e-6 * sent + 1e-3);
    }),
  );
});

/** A flow of the scenarios below; times are whole numbers of steps. */
interface Sending {
  readonly from: number;
  readonly until: number;
  readonly size: number;
  readonly urgent: boolean;
  readonly shareOfLink: number;
  readonly rateCap: number;
  /** Index into the groups' caps, or no group. */
  readonly group: number | undefined;
}

const STEP = 0.005;
const STEPS = 1600;
const MOST = 20;
const or = <T>(usual: T, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
const amount = fc.double({ min: 0.5, max: MOST, noNaN: true });

const scenarios = fc.record({
  capacities: fc.array(or(0, amount), { minLength: 1, maxLength: 6 }),
  caps: fc.tuple(or(Number.POSITIVE_INFINITY, amount), or(Number.POSITIVE_INFINITY, amount)),
  flows: fc.array(
    fc.record({
      from: fc.integer({ min: 0, max: STEPS }),
      until: or(STEPS, fc.integer({ min: 0, max: STEPS })),
      size: fc.double({ min: 1, max: 60, noNaN: true }),
      urgent: or(false, fc.constant(true)),
      shareOfLink: or(1, fc.double({ min: 0.05, max: 1.5, noNaN: true })),
      rateCap: or(Number.POSITIVE_INFINITY, amount),
      group: or<number | undefined>(undefined, fc.integer({ min: 0, max: 1 })),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

/** The fair level by bisection: an independent way to what the link finds by filling. */
function portions(capacity: number, demands: readonly number[]): number[] {
  let low = 0;
  let high = capacity;
  for (let round = 0; round < 40; round++) {
    const level = (low + high) / 2;
    if (demands.reduce((sum, demand) => sum + Math.min(demand, level), 0) > capacity) high = level;
    else low = level;
  }
  return demands.map((demand) => Math.min(demand, high));
}

/** What has arrived of each flow after all steps, by adding up small steps at the rates at their beginnings. */
function integrate(flows: readonly Sending[], caps: readonly number[], capacityAt: (time: number) => number) {
  const received = flows.map(() => 0);
  for (let step = 0; step < STEPS; step++) {
    const capacity = capacityAt((step + 0.5) * STEP);
    let left = capacity;
    const used = caps.map(() => 0);
    for (const urgent of [true, false]) {
      const parties = new Map<string, number[]>();
      flows.forEach((flow, i) => {
        const active = flow.from <= step && step < flow.until && received[i]! < flow.size;
        if (!active || flow.urgent !== urgent) return;
        const key = flow.group === undefined ? `flow ${i}` : `group ${flow.group}`;
        parties.set(key, [...(parties.get(key) ?? []), i]);
      });
      const members = [...parties.values()];
      const demandsOf = (flow: number) =>
        Math.min(flows[flow]!.rateCap, flows[flow]!.shareOfLink * capacity, capacity);
      const demands = members.map((party) => {
        const { group } = flows[party[0]!]!;
        const cap = group === undefined ? Number.POSITIVE_INFINITY : caps[group]! - used[group]!;
        return Math.min(
          cap,
          party.reduce((sum, flow) => sum + demandsOf(flow), 0),
        );
      });
      portions(left, demands).forEach((portion, p) => {
        const party = members[p]!;
        const { group } = flows[party[0]!]!;
        if (group !== undefined) used[group]! += portion;
        left -= portion;
        portions(portion, party.map(demandsOf)).forEach((rate, member) => {
          const flow = party[member]!;
          received[flow] = Math.min(flows[flow]!.size, received[flow]! + rate * STEP);
        });
      });
      left = Math.max(0, left);
    }
  }
  return received;
}

function send(trace: Trace, sendings: readonly Sending[], caps: readonly number[]): number[] {
  const { agenda, link } = linkOver(trace);
  const groups = caps.map((cap) => {
    const group = new FlowGroup();
    link.setCap(group, cap);
    return group;
  });
  const flows: (Flow | undefined)[] = sendings.map(() => undefined);
  sendings.forEach(({ from, until, group, ...options }, i) => {
    if (until <= from) return;
    agenda.at(from * STEP, PRIORITY.request, () => {
      const shared = group === undefined ? {} : { group: groups[group]! };
      flows[i] = link.join({ ...options, ...shared, arrived: () => {} });
    });
    agenda.at(until * STEP, PRIORITY.leave, () => link.leave(flows[i]!));
  });
  runUntil(agenda, STEPS * STEP);
  return flows.map((flow) => (flow ? link.received(flow) : 0));
}

it("carries what small steps add up to, with caps, shares, groups and urgent flows", () => {
  fc.assert(
    fc.property(scenarios, ({ capacities, caps, flows }) => {
      const trace = traceOf(...capacities.map((bandwidth) => ({ duration: 1, bandwidth })));
      const expected = integrate(flows, caps, (time) => capacities[Math.floor(time) % capacities.length]!);
      // A flow that ends within a step takes at most that step's bits from the others, and so may each of them.
      const tolerance = 2 * MOST * STEP * (flows.length + 1);
      send(trace, flows, caps).forEach((received, i) => {
        expect(Math.abs(received - expected[i]!)).toBeLessThan(tolerance);
      });
    }),
    { numRuns: 60 },
  );
}, 30_000);
