import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Plan,
  seatsOf,
  type UnitRange,
  unitAt,
  unitCount,
  videoPlace,
} from "../../../src/experiment/plan.js";
import { unitsOfShard } from "../../../src/experiment/shard/index.js";
import { arm, group, plan, trace, video } from "../plans.js";

const shards = (of: Plan, count: number): UnitRange[] =>
  Array.from({ length: count }, (_, index) => unitsOfShard(of, { index, of: count }));

/** Of each unit. */
const segmentsOf = (of: Plan): number[] =>
  Array.from({ length: unitCount(of) }, (_, unit) => {
    const places = seatsOf(of).map((seat) => videoPlace(of, seat, unitAt(of, unit)));
    const segments = places.map((place) => (place === undefined ? 0 : of.videos[place]!.durations.length));
    return sum(segments);
  });

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

const plans = fc
  .record({
    traces: fc.integer({ min: 1, max: 5 }),
    replicates: fc.integer({ min: 1, max: 7 }),
    segments: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
    /** How many of the videos each arm plays, and by how many players. */
    arms: fc.array(fc.tuple(fc.nat({ max: 4 }), fc.integer({ min: 1, max: 3 })), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ traces, replicates, segments, arms }) =>
    plan({
      replicates,
      traces: Array.from({ length: traces }, (_, place) => trace("set", `${place}`, [1])),
      videos: segments.map((count, place) => video(`v${place}`, count)),
      arms: arms.map(([most, players], place) => ({
        ...group(`arm ${place}`, ...Array.from({ length: players }, () => "bb")),
        videos: segments.map((_, video) => video).slice(0, most + 1),
      })),
    }),
  );

describe("the units of shards", () => {
  it("are all units, each once and in order; a shard ends with the unit that fills its share of segments", () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 60 }), (any, count) => {
        const segments = segmentsOf(any);
        const parts = shards(any, count);
        expect(parts.map(({ first }) => first)).toEqual([0, ...parts.map(({ end }) => end).slice(0, -1)]);
        expect(parts.at(-1)!.end).toBe(segments.length);
        for (const [index, { first, end }] of parts.entries()) {
          expect(end).toBeGreaterThanOrEqual(first);
          // Times the number of shards: whole numbers have no rounding.
          const due = sum(segments) * (index + 1);
          expect(sum(segments.slice(0, end)) * count).toBeGreaterThanOrEqual(due);
          if (end > 0) expect(sum(segments.slice(0, end - 1)) * count).toBeLessThan(due);
        }
      }),
    );
  });

  it("are equally many where units are alike and can be shared out", () => {
    const alike = plan({ replicates: 35 });
    for (const count of [1, 3, 5, 7, 15, 21, 35, 105]) {
      const sizes = shards(alike, count).map(({ first, end }) => end - first);
      expect(new Set(sizes)).toEqual(new Set([105 / count]));
    }
  });

  it("are fewer where units are longer", () => {
    const uneven = plan({
      traces: [trace("a", "1", [1])],
      replicates: 30,
      videos: [video("long", 30), video("short", 10)],
      arms: [arm("bb", "bb", [0, 1])],
    });
    // 30 units of 30 segments, then 30 of 10: a quarter is 300 segments.
    expect(shards(uneven, 4)).toEqual([
      { first: 0, end: 10 },
      { first: 10, end: 20 },
      { first: 20, end: 30 },
      { first: 30, end: 60 },
    ]);
  });

  it("are none in some, where there are more shards than units", () => {
    const sizes = shards(plan(), 100).map(({ first, end }) => end - first);
    expect(sizes.filter((size) => size === 1)).toHaveLength(3);
    expect(sizes.filter((size) => size === 0)).toHaveLength(97);
  });

  it("are found at once among ten million", () => {
    const huge = plan({ replicates: 10_000_000, videos: [video("v", 900)], traces: [trace("a", "1", [1])] });
    expect(unitsOfShard(huge, { index: 999_999, of: 1_000_000 })).toEqual({
      first: 9_999_990,
      end: 10_000_000,
    });
    expect(unitsOfShard(huge, { index: 0, of: 3 })).toEqual({ first: 0, end: 3_333_334 });
  });
});
