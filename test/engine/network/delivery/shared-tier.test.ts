import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cacheable } from "../../../../src/engine/network/delivery/cache-tier.js";
import { SharedTier } from "../../../../src/engine/network/delivery/shared-tier.js";
import type { CacheTierSettings } from "../../../../src/model/settings/index.js";
import { randomStream } from "../../../../src/random.js";

const object = (n: number, kind: Cacheable["kind"] = "video"): Cacheable => ({
  resource: `${kind}/${n}`,
  kind,
  size: 1,
});
const random = (purpose: string) => randomStream(1, purpose);
const INFINITY = Number.POSITIVE_INFINITY;
const tier = (ratio: number, settings: Partial<CacheTierSettings> = {}, keptFor = INFINITY) =>
  new SharedTier(
    { name: "edge", ...settings },
    { mediaHitRatio: ratio, manifestHitRatio: 1 - ratio, keptFor },
    random,
  );
/** A stream that repeats these numbers. */
const fixed = (...numbers: number[]) => {
  let next = 0;
  return () => () => numbers[next++ % numbers.length]!;
};

describe("SharedTier", () => {
  it("holds the share of resources that its hit ratio says", () => {
    const edge = tier(0.9);
    const hits = (kind: Cacheable["kind"]) =>
      Array.from({ length: 4000 }, (_, n) => edge.answer(object(n, kind), 0)).filter(Boolean).length / 4000;
    // Four standard errors of 4000 draws at 0.9, or 0.1, are 0.019.
    expect(Math.abs(hits("video") - 0.9)).toBeLessThan(0.019);
    expect(Math.abs(hits("manifest") - 0.1)).toBeLessThan(0.019);
  });

  it("holds the same whenever and in whichever order it is asked", () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7]);
    fc.assert(
      fc.property(order, order, fc.double({ min: 0, max: 1e4, noNaN: true }), (first, second, later) => {
        const one = tier(0.5);
        const two = tier(0.5);
        const answers = new Map(first.map((n) => [n, one.answer(object(n), 0)]));
        for (const n of second) {
          const answer = two.answer(object(n), later);
          expect(answer).toBe(answers.get(n) ?? answer);
          // And does not change its mind.
          expect(two.answer(object(n), later + 1)).toBe(answer);
        }
      }),
    );
  });

  it("has what was stored until it goes stale", () => {
    const edge = tier(0, { ttl: 60, manifestTtl: 5 });
    expect(edge.answer(object(1), 0)).toBe(false);
    edge.store(object(1), 2);
    expect([2, 61.9, 62].map((now) => edge.answer(object(1), now))).toEqual([true, true, false]);
    const manifests = new SharedTier(
      { name: "edge", ttl: 60, manifestTtl: 5 },
      { mediaHitRatio: 0, manifestHitRatio: 0, keptFor: INFINITY },
      random,
    );
    manifests.store(object(1, "manifest"), 0);
    expect([4.9, 5].map((now) => manifests.answer(object(1, "manifest"), now))).toEqual([true, false]);
  });

  it("finds copies of any age, and draws anew what others did once they are stale", () => {
    // Found, three quarters of 40 s old; then not found.
    const edge = new SharedTier(
      { name: "edge", ttl: 40 },
      { mediaHitRatio: 0.5, manifestHitRatio: 0, keptFor: INFINITY },
      fixed(0.2, 0.75, 0.8, 0.1),
    );
    expect([0, 9.9, 10, 11].map((now) => edge.answer(object(1), now))).toEqual([true, true, false, false]);
  });

  it("draws under a name of its own each time", () => {
    const names: string[] = [];
    const edge = new SharedTier(
      { name: "edge", ttl: 10 },
      { mediaHitRatio: 1, manifestHitRatio: 0, keptFor: INFINITY },
      (name) => {
        names.push(name);
        return () => 0;
      },
    );
    for (const now of [0, 5, 10, 15, 20]) edge.answer(object(1), now);
    expect(names).toEqual(["video/1 0", "video/1 1", "video/1 2"]);
  });

  it("finds copies of any age with FIFO, too, which are evicted when their time is up", () => {
    const edge = new SharedTier(
      { name: "edge", eviction: "fifo" },
      { mediaHitRatio: 0.5, manifestHitRatio: 0, keptFor: 40 },
      fixed(0.2, 0.75, 0.8, 0.1),
    );
    expect([0, 9.9, 10].map((now) => edge.answer(object(1), now))).toEqual([true, true, false]);
  });

  it("keeps what is used with LRU, and not with FIFO", () => {
    const lru = tier(0, { eviction: "lru" }, 10);
    const fifo = tier(0, { eviction: "fifo" }, 10);
    for (const edge of [lru, fifo]) edge.store(object(1), 0);
    const answers = (edge: SharedTier) => [8, 16, 25.9, 40].map((now) => edge.answer(object(1), now));
    expect(answers(lru)).toEqual([true, true, true, false]);
    expect(answers(fifo)).toEqual([true, false, false, false]);
  });
});
