import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MpcObjective } from "../../../src/policies/mpc/objective.js";
import { MpcSearch } from "../../../src/policies/mpc/search.js";
import { type EnumeratedPlan, enumerateFirstLevel } from "../../support/mpc-enumeration.js";

const PUBLISHED: MpcObjective = { rebufferPenalty: 4.3, switchPenalty: 1 };

/** What branch and bound chooses. @param horizon that memory is claimed for, where it is more than the plan has steps */
function firstLevelOf(plan: EnumeratedPlan, horizon = plan.durations.length): number {
  const levels = plan.bitrates.map((bitrate) => ({ bitrate }));
  const search = new MpcSearch(levels, horizon, plan.objective);
  search.downloads.set(Array.from(plan.downloads));
  search.durations.set(Array.from(plan.durations));
  return search.firstLevel({ steps: plan.durations.length, buffer: plan.buffer, last: plan.last });
}

/** Levels of 1, 2 and 4 Mbit/s in segments of 4 s over a link of 2 Mbit/s: downloads of 2, 4 and 8 s. */
const plain = (steps: number, overrides: Partial<EnumeratedPlan> = {}): EnumeratedPlan => ({
  bitrates: [1e6, 2e6, 4e6],
  downloads: Array.from({ length: 3 * steps }, (_, at) => [2, 4, 8][at % 3]!),
  durations: new Array<number>(steps).fill(4),
  buffer: 10,
  last: 0,
  objective: PUBLISHED,
  ...overrides,
});

describe("MpcSearch", () => {
  it("finds the best plan of two steps", () => {
    // Worth: (2,2) 8 - 4.3 x 2 - 3 = -3.6; (2,1) 6 - 5 = 1; (2,0) 5 - 6 = -1; (1,2) 6 - 3 = 3; (1,1) 4 - 1 = 3;
    // (1,0) 3 - 2 = 1; (0,2) 5 - 3 = 2; (0,1) 3 - 1 = 2; (0,0) 2.
    expect(firstLevelOf(plain(2))).toBe(1);
  });

  it.each([
    ["7.6 s: 0.4 s of rebuffering cost 1.72, less than the 2 that the top is worth more", 7.6, 2],
    ["7.5 s: 0.5 s cost 2.15", 7.5, 1],
  ])("weighs rebuffering against quality, with a buffer of %s", (_, buffer, level) => {
    const objective = { rebufferPenalty: 4.3, switchPenalty: 0 };
    expect(firstLevelOf(plain(1, { buffer, objective }))).toBe(level);
  });

  it("takes the highest first level of plans that are worth the same", () => {
    // Half a second of rebuffering costs exactly what the top is worth more.
    expect(firstLevelOf(plain(1, { buffer: 7.5, objective: { rebufferPenalty: 4, switchPenalty: 0 } }))).toBe(
      2,
    );
    // In a last step, a change up costs exactly what it brings.
    expect(firstLevelOf(plain(1, { buffer: 60 }))).toBe(2);
  });

  it("lets rounding decide ties on paper, as the enumeration does", () => {
    // 0.3; 0.75 - 0.45 = 0.30000000000000004; 1.2 - 0.9 = 0.29999999999999993
    const tie = plain(1, { bitrates: [300e3, 750e3, 1200e3], buffer: 60 });
    expect(firstLevelOf(tie)).toBe(1);
    expect(enumerateFirstLevel(tie)).toBe(1);
  });

  it("does not count the first segment of all as a change", () => {
    const objective = { rebufferPenalty: 4.3, switchPenalty: 100 };
    expect(firstLevelOf(plain(1, { buffer: 60, last: undefined, objective }))).toBe(2);
    expect(firstLevelOf(plain(1, { buffer: 60, objective }))).toBe(0);
  });

  it("says how much rebuffering its plan has", () => {
    const search = new MpcSearch([{ bitrate: 1e6 }], 1, PUBLISHED);
    search.downloads[0] = 3;
    search.durations[0] = 4;
    search.firstLevel({ steps: 1, buffer: 1, last: 0 });
    expect(search.rebuffering).toBe(2);
    search.firstLevel({ steps: 1, buffer: 3, last: 0 });
    expect(search.rebuffering).toBe(0);
  });

  it("chooses a level even if nothing will ever arrive", () => {
    expect(
      firstLevelOf(plain(2, { downloads: new Array<number>(6).fill(Number.POSITIVE_INFINITY) })),
    ).toBeLessThan(3);
  });

  it("chooses as the enumeration of all plans does", () => {
    fc.assert(
      fc.property(plans, ([plan, horizon]) => {
        expect(firstLevelOf(plan, horizon)).toBe(enumerateFirstLevel(plan));
      }),
      { numRuns: 1500 },
    );
  });

  it("chooses the same whatever it searched before", () => {
    fc.assert(
      fc.property(plans, plans, ([plan], [other]) => {
        const horizon = Math.max(plan.durations.length, other.durations.length);
        const search = new MpcSearch(
          plan.bitrates.map((bitrate) => ({ bitrate })),
          horizon,
          plan.objective,
        );
        search.downloads.fill(7);
        search.durations.fill(3);
        search.firstLevel({ steps: horizon, buffer: other.buffer, last: undefined });
        search.downloads.set(Array.from(plan.downloads));
        search.durations.set(Array.from(plan.durations));
        const { durations, buffer, last } = plan;
        expect(search.firstLevel({ steps: durations.length, buffer, last })).toBe(firstLevelOf(plan));
      }),
      { numRuns: 200 },
    );
  });

  it("looks at a small part of all plans: of 7776 nodes in the last step alone, under 300 in the median", () => {
    const kbps = [300, 750, 1200, 1850, 2850, 4300];
    const search = new MpcSearch(
      kbps.map((rate) => ({ bitrate: rate * 1000 })),
      5,
      PUBLISHED,
    );
    search.durations.fill(4);
    const visited: number[] = [];
    for (let mbps = 0.2; mbps < 8; mbps *= 1.1)
      for (let buffer = 1; buffer < 40; buffer += 3) {
        for (let at = 0; at < 30; at++) search.downloads[at] = (kbps[at % 6]! * 0.004) / mbps;
        search.firstLevel({ steps: 5, buffer, last: 2 });
        visited.push(search.visited);
      }
    visited.sort((a, b) => a - b);
    expect(visited[Math.floor(visited.length / 2)]).toBeLessThan(300);
  });
});

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/**
 * Ladders of 1 to 12 levels, plans of 1 to 5 steps of uneven durations, weights of 0 and more; half of them with round
 * figures, which make ties. At most about 8000 plans each.
 */
const plans: fc.Arbitrary<[EnumeratedPlan, horizon: number]> = fc
  .record({
    bitrates: fc
      .uniqueArray(
        fc.oneof(
          fc.integer({ min: 1, max: 600 }).map((one) => one * 50_000),
          number(1e4, 3e7),
        ),
        {
          minLength: 1,
          maxLength: 12,
        },
      )
      .map((all) => all.sort((a, b) => a - b)),
    steps: fc.integer({ min: 1, max: 5 }),
    more: fc.integer({ min: 0, max: 2 }),
    buffer: fc.oneof(fc.integer({ min: 0, max: 30 }), number(0, 60)),
    last: fc.option(number(0, 0.999), { nil: undefined }),
    mbps: fc.oneof(fc.constantFrom(0.5, 1, 2, 4, 8), number(0.05, 50)),
    rebufferPenalty: fc.oneof(fc.constantFrom(0, 1, 2, 4, 4.3, 8), number(0, 100)),
    switchPenalty: fc.oneof(fc.constantFrom(0, 1, 2, 3), number(0, 5)),
    round: fc.boolean(),
    durations: fc.array(fc.oneof(fc.constant(4), number(0.5, 10)), { minLength: 5, maxLength: 5 }),
    sizes: fc.array(number(0.3, 3), { minLength: 60, maxLength: 60 }),
  })
  .map(({ bitrates, steps: wanted, more, last, mbps, round, durations, sizes, ...rest }) => {
    const most = bitrates.length === 1 ? 5 : Math.floor(Math.log(8000) / Math.log(bitrates.length));
    const steps = Math.min(wanted, most);
    const seconds = durations.slice(0, steps).map((one) => (round ? 4 : one));
    const downloads = Array.from({ length: steps * bitrates.length }, (_, at) => {
      const step = Math.floor(at / bitrates.length);
      const factor = round ? 1 : sizes[at]!;
      return (bitrates[at % bitrates.length]! * seconds[step]! * factor) / 1e6 / mbps;
    });
    const plan: EnumeratedPlan = {
      bitrates,
      downloads,
      durations: seconds,
      buffer: rest.buffer,
      last: last === undefined ? undefined : Math.floor(last * bitrates.length),
      objective: { rebufferPenalty: rest.rebufferPenalty, switchPenalty: rest.switchPenalty },
    };
    return [plan, steps + more];
  });
