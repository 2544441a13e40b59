import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  characteristicTime,
  freshHitRatio,
  presence,
  zipfGroups,
  zipfRate,
} from "../../../../src/engine/network/delivery/che.js";
import { type RandomStream, randomStream } from "../../../../src/random.js";

const OBJECTS = 200;
const EXPONENT = 0.8;
const REQUESTS = 200_000;

/** Draws objects by Zipf's law, 0 being the most popular. */
function zipfDraws(random: RandomStream): () => number {
  const cumulated: number[] = [];
  let sum = 0;
  for (let k = 1; k <= OBJECTS; k++) {
    sum += k ** -EXPONENT;
    cumulated.push(sum);
  }
  return () => {
    const draw = random() * sum;
    return cumulated.findIndex((upTo) => draw < upTo);
  };
}

/** Hit ratios of a real cache, under one request per second on average, at random moments; in all, and by object. */
function simulate(room: number, eviction: "lru" | "fifo", ttl = Number.POSITIVE_INFINITY) {
  const random = randomStream(3, eviction, room);
  const draw = zipfDraws(randomStream(3, "objects"));
  const storedAt = new Map<number, number>();
  const asked = new Float64Array(OBJECTS);
  const hit = new Float64Array(OBJECTS);
  let now = 0;
  for (let i = 0; i < REQUESTS; i++) {
    now -= Math.log(1 - random());
    const object = draw();
    const stored = storedAt.get(object);
    const isFresh = stored !== undefined && now < stored + ttl;
    // The first tenth fills the cache.
    if (i > REQUESTS / 10) {
      asked[object]!++;
      if (isFresh) hit[object]!++;
    }
    if (isFresh && eviction === "fifo") continue;
    storedAt.delete(object);
    if (storedAt.size >= room) storedAt.delete(storedAt.keys().next().value!);
    storedAt.set(object, isFresh ? stored : now);
  }
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
  return { all: sum(hit) / sum(asked), of: (object: number) => hit[object]! / asked[object]! };
}

function model(room: number, eviction: "lru" | "fifo", ttl?: number) {
  const groups = zipfGroups(OBJECTS, EXPONENT, 1);
  const time = characteristicTime(groups, room, eviction);
  const of = (object: number) => freshHitRatio(zipfRate(object + 1, EXPONENT, groups), time, ttl, eviction);
  let all = 0;
  for (let object = 0; object < OBJECTS; object++) all += zipfRate(object + 1, EXPONENT, groups) * of(object);
  return { all, of };
}

describe("zipfGroups", () => {
  it("shares out all requests in proportion to k^-exponent", () => {
    const groups = zipfGroups(3, 1, 11);
    expect(groups.map(({ objects }) => objects)).toEqual([1, 1, 1]);
    // 1 + 1/2 + 1/3 = 11/6.
    for (const [k, rate] of [6, 3, 2].entries()) expect(groups[k]!.rate).toBeCloseTo(rate, 12);
    expect(zipfRate(3, 1, groups)).toBeCloseTo(2, 12);
  });

  it("puts far neighbours together without losing any, and is quick for millions", () => {
    const groups = zipfGroups(3_000_000, 0.9, 100);
    expect(groups.reduce((sum, { objects }) => sum + objects, 0)).toBe(3_000_000);
    expect(groups.reduce((sum, { objects, rate }) => sum + objects * rate, 0)).toBeCloseTo(100, 9);
    expect(groups.length).toBeLessThan(1000);
  });

  it("is within 1e-4 of the sum over every object", () => {
    let exact = 0;
    for (let k = 1; k <= 100_000; k++) exact += k ** -0.9;
    const first = zipfGroups(100_000, 0.9, 1)[0]!.rate;
    expect(Math.abs(first * exact - 1)).toBeLessThan(1e-4);
  });
});

describe("characteristicTime", () => {
  it("solves the case of equal objects by hand", () => {
    // Ten objects, each asked for twice a second; room for five: 1 - exp(-2T) = 1/2, and 2T / (1 + 2T) = 1/2.
    const equal = [{ objects: 10, rate: 2 }];
    expect(characteristicTime(equal, 5, "lru")).toBeCloseTo(Math.log(2) / 2, 12);
    expect(characteristicTime(equal, 5, "fifo")).toBeCloseTo(0.5, 12);
    expect(characteristicTime(equal, 10, "lru")).toBe(Number.POSITIVE_INFINITY);
    expect(characteristicTime(equal, 0, "lru")).toBe(0);
  });

  it("needs room only for what is asked for", () => {
    expect(characteristicTime([{ objects: 10, rate: 0 }], 5, "lru")).toBe(Number.POSITIVE_INFINITY);
    expect(presence(0, Number.POSITIVE_INFINITY, "lru")).toBe(0);
  });
});

// 180,000 draws have a standard error of at most 0.0012; for the size of caches here, Fricker, Robert and Roberts find
// the approximation itself good to well below 0.01. Of one object at rank k there are fewer draws: rank 20 has some
// 1,300, so a standard error of 0.014, of which three are allowed.
const TOLERANCE = 0.008;
const OF_ONE = 0.042;

describe("Che's approximation", () => {
  it.each([
    ["lru", 10],
    ["lru", 50],
    ["lru", 120],
    ["fifo", 10],
    ["fifo", 50],
    ["fifo", 120],
  ] as const)("agrees with a simulated %s cache of %i objects", (eviction, room) => {
    const simulated = simulate(room, eviction);
    const expected = model(room, eviction);
    expect(Math.abs(simulated.all - expected.all)).toBeLessThan(TOLERANCE);
    for (const object of [0, 4, 19])
      expect(Math.abs(simulated.of(object) - expected.of(object))).toBeLessThan(OF_ONE);
  });

  it("agrees with a cache whose copies go stale before they could be evicted", () => {
    const simulated = simulate(120, "lru", 30);
    expect(Math.abs(simulated.all - model(120, "lru", 30).all)).toBeLessThan(TOLERANCE);
    const first = simulate(50, "fifo", 40);
    expect(Math.abs(first.all - model(50, "fifo", 40).all)).toBeLessThan(TOLERANCE);
  });

  it("is at most a little too high where copies go stale and are evicted at like ages", () => {
    const simulated = simulate(50, "lru", 100).all;
    const expected = model(50, "lru", 100).all;
    expect(expected).toBeGreaterThan(simulated - TOLERANCE);
    expect(expected).toBeLessThan(simulated + 0.06);
  });

  it("has LRU hit more than FIFO", () => {
    expect(model(50, "lru").all).toBeGreaterThan(model(50, "fifo").all);
  });

  it("gives ratios from 0 to 1, which rise with room and popularity, and fall with staleness", () => {
    const positive = (max: number) => fc.double({ min: 1e-3, max, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        positive(100),
        positive(1),
        positive(1),
        positive(1e5),
        fc.constantFrom("lru" as const, "fifo" as const),
        (catalogue, exponent, rate, some, more, ttl, eviction) => {
          const groups = zipfGroups(catalogue, exponent, rate);
          const ratio = (room: number, rank: number, stale?: number) =>
            freshHitRatio(
              zipfRate(rank, exponent, groups),
              characteristicTime(groups, room * catalogue, eviction),
              stale,
              eviction,
            );
          const small = ratio(some, 1);
          expect(small).toBeGreaterThanOrEqual(0);
          expect(small).toBeLessThanOrEqual(1);
          expect(ratio(some + more, 1)).toBeGreaterThanOrEqual(small);
          expect(ratio(some, catalogue)).toBeLessThanOrEqual(small + 1e-12);
          expect(ratio(some, 1, ttl)).toBeLessThanOrEqual(small);
        },
      ),
      { numRuns: 60 },
    );
  });
});
