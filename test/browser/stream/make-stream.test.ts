import { expect, it } from "vitest";
import { makeStream } from "./make-stream.js";
import { manifestsOf } from "./manifests.js";
import { RECIPE, type Recipe, recipeHash } from "./recipe.js";

const stream = makeStream();

it("encodes every level near the bitrate that was asked for, and no segment far from it", () => {
  stream.levels.forEach(({ bitrate, peakBitrate }, level) => {
    expect(bitrate / RECIPE.renditions[level]!.bitrate).toBeCloseTo(1, 1);
    expect(peakBitrate / bitrate).toBeLessThan(1.5);
  });
});

it("names the codec as the decoder configuration has it", () => {
  for (const { codec } of stream.levels) expect(codec).toMatch(/^avc1\.[0-9a-f]{6}$/);
});

it("describes the same segments for HLS and for DASH", () => {
  const manifests = manifestsOf(stream);
  const playlist = manifests.get("stream/1/media.m3u8")!;
  expect(playlist.match(/^\d+\.m4s$/gm)).toHaveLength(RECIPE.segmentCount);
  expect(manifests.get("stream/stream.mpd")).toContain('media="$RepresentationID$/$Number$.m4s"');
  for (const { bitrate } of stream.levels) {
    const kept = String(Math.ceil(bitrate));
    expect(manifests.get("stream/master.m3u8")).toContain(`AVERAGE-BANDWIDTH=${kept},`);
    expect(manifests.get("stream/stream.mpd")).toContain(`bandwidth="${kept}"`);
  }
});

it("says of bitrates what was measured, or what was asked for", () => {
  const recipe: Recipe = { ...RECIPE, declares: "asked for" };
  const manifests = manifestsOf(makeStream(recipe));
  expect(manifests.get("stream/master.m3u8")).toContain("BANDWIDTH=800000,RESOLUTION");
  expect(manifests.get("stream/master.m3u8")).not.toContain("AVERAGE-BANDWIDTH");
  expect(manifests.get("stream/stream.mpd")).toContain('bandwidth="800000"');
});

it("is made anew when its recipe changes", () => {
  expect(recipeHash(RECIPE)).toBe(recipeHash({ ...RECIPE }));
  expect(recipeHash({ ...RECIPE, segmentDuration: 1 })).not.toBe(recipeHash(RECIPE));
});
