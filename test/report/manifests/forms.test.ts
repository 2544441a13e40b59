import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MANIFESTS } from "../../../src/cli/commands/videos/export.js";
import { loadVideos } from "../../../src/inputs/index.js";
import type { AudioTrack, Video } from "../../../src/model/video.js";
import { MANIFEST_FORMS, type ManifestForm } from "../../../src/report/manifests/index.js";
import { anyVideo } from "../../support/any-video.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "abrsim-manifest-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function readBack(form: ManifestForm, video: Video): Promise<Video> {
  const files = form.write(video);
  for (const { name, content } of files) writeFileSync(join(folder, name), content);
  const bases = { base: folder, cwd: folder };
  const [loaded] = await loadVideos([{ path: files[0]!.name, name: video.name }], bases);
  return loaded!.video;
}

/** What any manifest says of a video. */
const known = ({ name, levels, durations, audio }: Video) => ({
  name,
  levels: levels.map(({ bitrate, width, height }) => ({ bitrate, width, height })),
  durations: rounded(durations),
  audio: audio?.map((track) => ({ language: track.language, durations: rounded(track.durations) })),
});
const rounded = (durations: Float64Array) => Array.from(durations, (seconds) => Number(seconds.toFixed(6)));
/**
 * As manifests can tell it: one codec for all levels, a resolution as a whole or not at all, and no audio beyond the end.
 */
const tellable = (video: Video): Video => {
  const { codec } = video.levels[0]!;
  const { audio, ...rest } = video;
  const tracks = audio?.filter(({ durations }) => sum(durations) <= video.duration) ?? [];
  return {
    ...rest,
    levels: video.levels.map(({ width, height, codec: _, ...level }) => ({
      ...level,
      ...(codec !== undefined && { codec }),
      ...(width !== undefined && height !== undefined && { width, height }),
    })),
    ...(tracks.length > 0 && { audio: tracks }),
  };
};
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
const sizesOf = ({ sizes, audio }: Video) => ({
  video: sizes.map((row) => Array.from(row)),
  audio: audio?.map((track: AudioTrack) => Array.from(track.sizes)),
});

it("has a form for each word of --to", () => {
  expect(MANIFEST_FORMS.map(({ name }) => name)).toEqual([...MANIFESTS]);
});

describe.each(MANIFEST_FORMS.filter(({ name }) => name !== "dash-template"))("$name", (form) => {
  it("reads back with every level, duration and size", async () => {
    await fc.assert(
      fc.asyncProperty(anyVideo.map(tellable), async (video) => {
        const again = await readBack(form, video);
        expect(known(again)).toEqual(known(video));
        expect(sizesOf(again)).toEqual(sizesOf(video));
        expect(again.sizesAre).toBe("exact");
      }),
      { numRuns: 40 },
    );
  });
});

it("a template reads back with every level and duration, its sizes by the bitrate", async () => {
  const form = MANIFEST_FORMS.find(({ name }) => name === "dash-template")!;
  await fc.assert(
    fc.asyncProperty(anyVideo.map(tellable), async (video) => {
      const again = await readBack(form, video);
      expect(known(again)).toEqual(known(video));
      expect(again.sizesAre).toBe("estimated");
    }),
    { numRuns: 40 },
  );
});

it("refuses sizes that are no whole bytes", () => {
  const video = { ...fc.sample(anyVideo, { seed: 1, numRuns: 1 })[0]! };
  const odd = { ...video, sizes: video.sizes.map((row) => row.map((bits) => bits + 1)) };
  for (const form of MANIFEST_FORMS) expect(() => form.write(odd)).toThrow(/expected a size in whole bytes/);
});
