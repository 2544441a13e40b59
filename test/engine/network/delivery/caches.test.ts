import { describe, expect, it } from "vitest";
import { Caches } from "../../../../src/engine/network/delivery/caches.js";
import type { CacheSettings } from "../../../../src/model/settings/index.js";
import { type Video, videoFromSegments } from "../../../../src/model/video.js";
import { randomStream } from "../../../../src/random.js";

const video: Video = videoFromSegments({
  name: "video",
  levels: [{ bitrate: 1 }, { bitrate: 3 }],
  segmentDuration: 1,
  durations: Float64Array.of(1, 1),
  sizes: [Float64Array.of(1, 3), Float64Array.of(1, 3)],
  sizesAre: "exact",
});
const object = { resource: "video/0/0", kind: "video" as const, size: 1 };
const caches = (settings: CacheSettings) =>
  new Caches(settings, video, (purpose) => randomStream(1, purpose));

const FOUR: CacheSettings = {
  tiers: [
    { name: "browser", private: true, missLatency: 0.001 },
    { name: "edge", hitRatio: 0, missLatency: 0.02, missRate: 5e6 },
    { name: "regional", hitRatio: 0, missLatency: 0.08, missRate: 8e6 },
    { name: "origin" },
  ],
};

describe("Caches", () => {
  it("add up what the tiers cost that a request goes past, and store in all of them", () => {
    const tiers = caches(FOUR);
    const cold = tiers.follow(object, "cdn", 0);
    expect(cold.tier).toBe("origin");
    expect(cold.latency).toBeCloseTo(0.101, 12);
    expect(cold.rateCap).toBe(5e6);
    expect(tiers.local(object, 1)).toBe(false);
    cold.store(1);
    expect(tiers.local(object, 1)).toBe(true);
    expect(tiers.follow(object, "cdn", 1)).toMatchObject({ tier: "browser", latency: 0, rateCap: undefined });
  });

  it("have shared tiers for each host", () => {
    const tiers = caches({ tiers: FOUR.tiers.slice(1) });
    tiers.follow(object, "a", 0).store(0);
    expect(tiers.follow(object, "a", 1).tier).toBe("edge");
    expect(tiers.follow(object, "b", 1).tier).toBe("origin");
  });

  it("keep nothing of an answer that has not come in whole", () => {
    const tiers = caches(FOUR);
    tiers.follow(object, "cdn", 0);
    expect(tiers.follow(object, "cdn", 1).tier).toBe("origin");
  });

  it("end at the last tier, whatever it is", () => {
    const tiers = caches({ tiers: [{ name: "origin", private: true, hitRatio: 0 }] });
    expect(tiers.local(object, 0)).toBe(false);
    expect(tiers.follow(object, "cdn", 0)).toMatchObject({ tier: "origin", latency: 0 });
  });

  it("are warm by popularity", () => {
    const share = (rank: number) => {
      const tiers = caches({
        tiers: [{ name: "edge", capacity: 8 * 100 }, { name: "origin" }],
        popularity: { rank, catalogue: 10_000, exponent: 0.9, viewsPerHour: 1000 },
      });
      let hits = 0;
      for (let n = 0; n < 500; n++)
        if (tiers.follow({ ...object, resource: `video/${n}` }, "cdn", 0).tier === "edge") hits++;
      return hits / 500;
    };
    expect(share(1)).toBeGreaterThan(0.95);
    expect(share(10_000)).toBeLessThan(0.05);
  });
});
