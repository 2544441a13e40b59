import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadVideos } from "../../src/inputs/load-videos.js";
import type { VideoSource } from "../../src/inputs/videos/source.js";
import { encode, FILM_S, FORMS } from "./manifests/encode.js";
import { type FoundSegment, probedSeconds, segmentsOfDash, segmentsOfHls } from "./manifests/oracle.js";

/*
 * Manifests and segments as ffmpeg makes them, imported. What the segments are, other parsers say; how long they last,
 * ffprobe.
 */

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "abrsim-manifests-"));
});
afterAll(() => rmSync(root, { recursive: true }));

const load = async (source: VideoSource) => {
  const [loaded, ...others] = await loadVideos([source], { base: root, cwd: root });
  expect(others).toEqual([]);
  return loaded!;
};
const bytes = ({ sizes }: { readonly sizes: readonly Float64Array[] }, level: number) =>
  sizes.map((row) => row[level]! / 8);
const sizesOf = (segments: readonly FoundSegment[]) => segments.map((segment) => segment.bytes.length);

describe.each(Object.keys(FORMS) as (keyof typeof FORMS)[])("%s", (form) => {
  const name = form.replace(/\W+/g, "-");
  const isHls = form.startsWith("HLS");

  it("is read with the sizes of the segments, and the durations that ffprobe sees", async () => {
    const folder = join(root, name);
    encode(form, folder);
    const { video, notes } = await load(name);
    expect(notes.filter((note) => note.includes("estimated"))).toEqual([]);
    expect(video.sizesAre).toBe("exact");
    expect(video.duration).toBeCloseTo(FILM_S, 6);
    const found = isHls
      ? segmentsOfHls(join(folder, "master.m3u8"))
      : segmentsOfDash(join(folder, "stream.mpd"));
    expect(video.levels.map(({ width, height }) => `${width}x${height}`)).toEqual(["160x90", "320x180"]);
    expect(found).toHaveLength(2);
    for (const [level, segments] of found.entries()) {
      expect(bytes(video, level)).toEqual(sizesOf(segments));
      for (const [index, segment] of segments.entries())
        expect(Math.abs(video.durations[index]! - probedSeconds(segment))).toBeLessThan(0.001);
    }
  });

  it("has its sound as an audio track, where it comes apart", async () => {
    const { audio } = (await load(name)).video;
    if (form.includes("HLS, byte")) expect(audio).toBeUndefined();
    else {
      expect(audio).toMatchObject([{ codec: "mp4a.40.2", sizesAre: "exact" }]);
      expect(audio![0]!.durations.reduce((sum, each) => sum + each)).toBeCloseTo(FILM_S, 1);
    }
  });
});

describe("an index in the file (SegmentBase)", () => {
  const form = "DASH, lists of byte ranges with an index of all";
  const folder = () => join(root, "indexed");

  it("says the same as the list of byte ranges that ffmpeg writes of it", async () => {
    encode(form, folder());
    const path = join(folder(), "stream.mpd");
    const list = (await load(path)).video;
    const text = readFileSync(path, "utf8");
    const indexed = text.replace(/<SegmentList[\s\S]*?<\/SegmentList>/g, (_, at: number) => {
      const file = readFileSync(join(folder(), /([\w-]+\.mp4)<\/BaseURL>\s*$/.exec(text.slice(0, at))![1]!));
      const first = file.indexOf("sidx", 0, "latin1") - 4;
      return `<SegmentBase indexRange="${first}-${first + file.readUInt32BE(first) - 1}"/>`;
    });
    writeFileSync(join(folder(), "indexed.mpd"), indexed);
    const { video } = await load(join(folder(), "indexed.mpd"));
    expect(indexed).not.toContain("SegmentList");
    expect(video.sizes).toEqual(list.sizes);
    expect(video.sizesAre).toBe("exact");
    for (const [index, seconds] of list.durations.entries())
      expect(video.durations[index]).toBeCloseTo(seconds, 6);
  });
});

describe("segments without a manifest", () => {
  it("are read with their sizes, and in MP4 with their durations", async () => {
    const name = "HLS, files of MP4".replace(/\W+/g, "-");
    const { video } = await load({ path: name, format: "segments" });
    const { video: byManifest } = await load(name);
    expect(video.sizes).toEqual(byManifest.sizes);
    expect(video.audio![0]!.sizes).toEqual(byManifest.audio![0]!.sizes);
    for (const [index, seconds] of byManifest.durations.entries())
      expect(video.durations[index]).toBeCloseTo(seconds, 3);
  });

  it("of TS are as long as is said", async () => {
    const folder = "HLS, files of TS".replace(/\W+/g, "-");
    const { video } = await load({ path: `${folder}/1/*.ts`, format: "segments", segmentSeconds: 2 });
    const sizes = [0, 1, 2, 3].map((index) => statSync(join(root, folder, `1/seg${index}.ts`)).size);
    expect(bytes(video, 0)).toEqual(sizes);
    expect([...video.durations]).toEqual([2, 2, 2, 2]);
  });
});
