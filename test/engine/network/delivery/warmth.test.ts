import { describe, expect, it } from "vitest";
import { catalogueVideo, warmthOf } from "../../../../src/engine/network/delivery/warmth.js";
import { videoFromSegments } from "../../../../src/model/video.js";

const video = { size: 100, levels: 2 };
const ONE = { rank: 1, catalogue: 1, exponent: 1, viewsPerHour: 3600 };

describe("warmthOf", () => {
  it("is the hit ratio that is given, and cold where nothing is said", () => {
    expect(warmthOf({ name: "edge", hitRatio: 0.93 }, undefined, video)).toEqual({
      mediaHitRatio: 0.93,
      manifestHitRatio: 0.93,
      keptFor: Number.POSITIVE_INFINITY,
    });
    expect(warmthOf({ name: "edge" }, undefined, video).mediaHitRatio).toBe(0);
    expect(warmthOf({ name: "edge", hitRatio: 0.5 }, ONE, video).mediaHitRatio).toBe(0.5);
  });

  it("goes by how often a level is asked for, and a manifest by how often any is", () => {
    // One view a second on two levels; copies stay fresh for 3 s: 1.5 / 2.5 for media, 3 / 4 for manifests.
    const { mediaHitRatio, manifestHitRatio } = warmthOf({ name: "edge", ttl: 3 }, ONE, video);
    expect(mediaHitRatio).toBeCloseTo(0.6, 12);
    expect(manifestHitRatio).toBeCloseTo(0.75, 12);
  });

  it("counts room in whole videos of the catalogue", () => {
    // Four videos alike, room for two: each level is there with chance 1/2.
    const popularity = { ...ONE, catalogue: 4, exponent: 0 };
    const { mediaHitRatio, keptFor } = warmthOf({ name: "edge", capacity: 200 }, popularity, video);
    expect(mediaHitRatio).toBeCloseTo(0.5, 12);
    // A level of one video is asked for 1/8 times a second.
    expect(keptFor).toBeCloseTo(8 * Math.log(2), 9);
  });
});

describe("catalogueVideo", () => {
  it("is all that there is of a video", () => {
    const parts = videoFromSegments({
      name: "video",
      levels: [{ bitrate: 1 }, { bitrate: 3 }],
      segmentDuration: 1,
      durations: Float64Array.of(1, 1),
      sizes: [Float64Array.of(1, 3), Float64Array.of(2, 4)],
      sizesAre: "exact",
    });
    expect(catalogueVideo(parts)).toEqual({ size: 10, levels: 2 });
  });
});
