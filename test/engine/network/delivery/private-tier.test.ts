import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cacheable } from "../../../../src/engine/network/delivery/cache-tier.js";
import { PrivateTier } from "../../../../src/engine/network/delivery/private-tier.js";
import type { CacheTierSettings } from "../../../../src/model/settings/index.js";

const object = (resource: string, size = 1, kind: Cacheable["kind"] = "video"): Cacheable => ({
  resource,
  kind,
  size,
});
const tier = (settings: Partial<CacheTierSettings> = {}) =>
  new PrivateTier({ name: "browser", private: true, ...settings });

/** Asks for each, stores what is missing, and says which were hits. */
function ask(cache: PrivateTier, letters: string): string {
  return [...letters]
    .map((letter, now) => {
      if (cache.answer(object(letter), now)) return "+";
      cache.store(object(letter), now);
      return "-";
    })
    .join("");
}

describe("PrivateTier", () => {
  it("evicts the least recently used", () => {
    expect(ask(tier({ capacity: 3, eviction: "lru" }), "abcadab")).toBe("---+-+-");
    expect(ask(tier({ capacity: 3 }), "abcadab")).toBe("---+-+-");
  });

  it("evicts the oldest stored, however recently it was used", () => {
    expect(ask(tier({ capacity: 3, eviction: "fifo" }), "abcadab")).toBe("---+---");
  });

  it("makes as much room as is needed, and keeps nothing that is larger than itself", () => {
    const cache = tier({ capacity: 10 });
    for (const letter of "abc") cache.store(object(letter, 3), 0);
    cache.store(object("d", 5), 1);
    expect([..."abcd"].filter((letter) => cache.has(object(letter), 1)).join("")).toBe("cd");
    cache.store(object("huge", 11), 2);
    expect([..."cd"].every((letter) => cache.has(object(letter), 2))).toBe(true);
    expect(cache.has(object("huge"), 2)).toBe(false);
  });

  it("forgets what is stale, manifests by a time of their own", () => {
    const cache = tier({ ttl: 100, manifestTtl: 10 });
    cache.store(object("segment"), 5);
    cache.store(object("manifest", 1, "manifest"), 5);
    const fresh = (now: number) =>
      [object("segment"), object("manifest", 1, "manifest")].map((it) => cache.has(it, now));
    expect(fresh(14.9)).toEqual([true, true]);
    expect(fresh(15)).toEqual([true, false]);
    expect(fresh(105)).toEqual([false, false]);
    cache.store(object("segment"), 110);
    expect(fresh(200)).toEqual([true, false]);
  });

  it("has one copy of what it stores again", () => {
    const cache = tier({ capacity: 3, eviction: "fifo" });
    for (const letter of "abaac") cache.store(object(letter), 0);
    expect([..."abc"].every((letter) => cache.has(object(letter), 0))).toBe(true);
    // Stored again, `a` is younger than `b`.
    cache.store(object("d"), 0);
    expect([..."abcd"].filter((letter) => cache.has(object(letter), 0)).join("")).toBe("acd");
  });

  it("never holds more than its capacity, and always what it stored last, if that fits", () => {
    const requests = fc.array(
      fc.record({ name: fc.constantFrom(..."abcdefgh"), size: fc.integer({ min: 1, max: 12 }) }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(requests, fc.constantFrom("fifo" as const, "lru" as const), (asked, eviction) => {
        const cache = tier({ capacity: 10, eviction });
        const sizes = new Map<string, number>();
        asked.forEach(({ name, size }, now) => {
          const had = cache.has(object(name), now);
          expect(cache.answer(object(name), now)).toBe(had);
          if (!had) {
            cache.store(object(name, size), now);
            sizes.set(name, size);
            expect(cache.has(object(name), now)).toBe(size <= 10);
          }
          let held = 0;
          for (const [other, bits] of sizes) if (cache.has(object(other), now)) held += bits;
          expect(held).toBeLessThanOrEqual(10);
        });
      }),
    );
  });
});
