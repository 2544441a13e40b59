import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  monotoneSearch,
  type PlanCosts,
  type PlanStart,
} from "../../../src/policies/soda/monotone-search.js";

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const problems = fc
  .record({
    bitrates: fc.uniqueArray(fc.integer({ min: 100, max: 20_000 }), { minLength: 1, maxLength: 5 }),
    interval: real(0.5, 10),
    target: real(1, 60),
    bufferWeight: real(0, 50),
    switchWeight: real(0, 50),
    throughput: real(50, 30_000),
    buffer: real(0, 60),
    from: fc.option(fc.nat(4), { nil: undefined }),
    highest: fc.nat(4),
    horizon: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ bitrates, interval, target, bufferWeight, switchWeight, from, highest, ...rest }) => {
    const rising = bitrates.sort((a, b) => a - b);
    const top = rising.length - 1;
    const costs: PlanCosts = {
      bitrates: rising,
      distortions: rising.map((bitrate) => Math.log(rising[top]! / bitrate)),
      interval,
      bufferCost: (buffer) => bufferWeight * ((target - buffer) / target) ** 2,
      switchCost: (change) => switchWeight * change ** 2,
    };
    const start: PlanStart = {
      ...rest,
      highest: Math.min(highest, top),
      from: from === undefined ? undefined : Math.min(from, top),
    };
    return { costs, start };
  });

/** Every sequence of levels, of which the search may leave out none that only rises or only falls. */
function* sequences(count: number, length: number): Generator<number[]> {
  if (length === 0) yield [];
  else
    for (const rest of sequences(count, length - 1))
      for (let level = 0; level < count; level++) yield [...rest, level];
}

/** What a plan costs, summed from its definition; undefined if the buffer would run dry. */
function costOf(plan: readonly number[], costs: PlanCosts, start: PlanStart): number | undefined {
  let { buffer, from } = start;
  let cost = 0;
  for (const level of plan) {
    const bitrate = costs.bitrates[level]!;
    buffer += (start.throughput * costs.interval) / bitrate - costs.interval;
    if (buffer < 0) return undefined;
    const change = from === undefined ? 0 : costs.distortions[level]! - costs.distortions[from]!;
    cost += (costs.distortions[level]! * start.throughput) / bitrate;
    cost += costs.bufferCost(buffer) + costs.switchCost(change);
    from = level;
  }
  return cost;
}

function isMonotone(plan: readonly number[], from: number | undefined): boolean {
  const path = from === undefined ? plan : [from, ...plan];
  const steps = path.slice(1).map((level, index) => level - path[index]!);
  return steps.every((step) => step >= 0) || steps.every((step) => step <= 0);
}

/** The cost of the cheapest monotone plan by its first level. */
function cheapestByFirst(costs: PlanCosts, start: PlanStart): Map<number, number> {
  const cheapest = new Map<number, number>();
  for (const plan of sequences(start.highest + 1, start.horizon)) {
    const cost = isMonotone(plan, start.from) ? costOf(plan, costs, start) : undefined;
    const first = plan[0]!;
    if (cost !== undefined && cost < (cheapest.get(first) ?? Number.POSITIVE_INFINITY))
      cheapest.set(first, cost);
  }
  return cheapest;
}

describe("monotoneSearch", () => {
  it("search_anyProblem_firstLevelOfACheapestMonotonePlan", () => {
    fc.assert(
      fc.property(problems, ({ costs, start }) => {
        const cheapest = cheapestByFirst(costs, start);
        const found = monotoneSearch(costs)(start);
        const least = Math.min(...cheapest.values());
        if (cheapest.size === 0) expect(found).toBeUndefined();
        else expect(cheapest.get(found!)! - least).toBeLessThanOrEqual(1e-9 * Math.max(1, least));
      }),
      { numRuns: 300 },
    );
  });

  it("search_again_owesNothingToTheLastProblem", () => {
    fc.assert(
      fc.property(problems, problems, (one, other) => {
        const search = monotoneSearch(one.costs);
        const top = one.costs.bitrates.length - 1;
        const alone = search(one.start);
        search({ ...other.start, from: undefined, highest: Math.min(other.start.highest, top) });
        expect(search(one.start)).toBe(alone);
      }),
      { numRuns: 50 },
    );
  });

  const flat: PlanCosts = {
    bitrates: [1, 2, 3],
    distortions: [0, 0, 0],
    interval: 1,
    bufferCost: () => 0,
    switchCost: () => 0,
  };

  it("search_allPlansEqual_staysWhereItIs", () => {
    const start = { throughput: 10, buffer: 10, highest: 2, horizon: 3 };
    for (const from of [0, 1, 2]) expect(monotoneSearch(flat)({ ...start, from })).toBe(from);
  });

  it("search_currentLevelAboveTheHighest_comesDownToIt", () => {
    expect(monotoneSearch(flat)({ throughput: 10, buffer: 10, highest: 1, horizon: 3, from: 2 })).toBe(1);
  });

  it("search_everyPlanRunsDry_undefined", () => {
    expect(
      monotoneSearch(flat)({ throughput: 0.5, buffer: 0.4, highest: 2, horizon: 1, from: 1 }),
    ).toBeUndefined();
  });

  it("search_bufferDownTo0_stillAPlan", () => {
    // At 0.5 and bitrate 1 an interval takes half a second of buffer.
    expect(monotoneSearch(flat)({ throughput: 0.5, buffer: 0.5, highest: 0, horizon: 1, from: 0 })).toBe(0);
  });

  it("search_twelveLevelsFiveIntervals_looksAtHundredsOfSteps", () => {
    let most = 0;
    fc.assert(
      fc.property(real(0, 60), real(100, 40_000), fc.nat(11), (buffer, throughput, from) => {
        let steps = 0;
        const bitrates = Array.from({ length: 12 }, (_, level) => 200 * 1.6 ** level);
        const search = monotoneSearch({
          bitrates,
          distortions: bitrates.map((bitrate) => Math.log(bitrates[11]! / bitrate)),
          interval: 2,
          bufferCost(after) {
            steps++;
            return 10 * ((36 - after) / 36) ** 2;
          },
          switchCost: (change) => 40 * change ** 2,
        });
        search({ throughput, buffer, from, highest: 11, horizon: 5 });
        most = Math.max(most, steps);
      }),
      { numRuns: 300 },
    );
    expect(most).toBeLessThan(1000);
    // There are C(16, 5) = 4368 plans of five intervals one way alone.
    expect(most).toBeGreaterThan(10);
  });
});
