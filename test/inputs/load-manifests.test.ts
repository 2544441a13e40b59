import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadVideos } from "../../src/inputs/load-videos.js";
import type { VideoSource } from "../../src/inputs/videos/source.js";
import { inputErrorOf } from "./input-error.js";

const MASTER =
  "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000\nlow/a.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=2000\nhigh/a.m3u8\n";
const MEDIA = "#EXTM3U\n#EXTINF:4,\n1.ts\n#EXTINF:4,\n2.ts\n#EXT-X-ENDLIST\n";
const MPD =
  '<MPD mediaPresentationDuration="PT8S"><Period><AdaptationSet mimeType="video/mp4"><Representation bandwidth="800"><SegmentTemplate duration="4" media="s/$Number$.m4s"/></Representation></AdaptationSet></Period></MPD>';
const LADDER = "segmentSeconds: 4\nsegments: 2\nlevels: [{ bitrateKbps: 100 }]\n";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "abrsim-manifests-"));
});
afterEach(() => rm(root, { recursive: true }));

async function put(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}
const load = (...sources: readonly VideoSource[]) => loadVideos(sources, { base: root, cwd: root });
const names = async (...sources: readonly VideoSource[]) =>
  (await load(...sources)).map(({ video }) => video.name);

const HLS = {
  "film/master.m3u8": MASTER,
  "film/low/a.m3u8": MEDIA,
  "film/high/a.m3u8": MEDIA,
  ...{ "film/low/1.ts": "11", "film/low/2.ts": "22", "film/high/1.ts": "3333", "film/high/2.ts": "4444" },
};

describe("a folder", () => {
  it("with a multivariant playlist is that one video, with the sizes of its segments", async () => {
    await put({ ...HLS, "film/poster.jpg": Uint8Array.of(0, 255), "film/captions.vtt": "WEBVTT\n" });
    const [{ video, path, notes }, ...more] = (await load("film")) as [Awaited<ReturnType<typeof load>>[0]];
    expect(more).toEqual([]);
    expect(video.sizes.map((row) => [...row])).toEqual([
      [16, 32],
      [16, 32],
    ]);
    expect([video.name, video.sizesAre, path, notes]).toEqual([
      "film",
      "exact",
      join(root, "film/master.m3u8"),
      [],
    ]);
  });

  it("with an MPD is that one video, whose segments are told of where they are not here", async () => {
    await put({ "film/stream.mpd": MPD, "film/s/1.m4s": "12345" });
    const [{ video, notes }] = (await load("film")) as [Awaited<ReturnType<typeof load>>[0]];
    expect(video.sizesAre).toEqual([["exact"], ["estimated"]]);
    expect(notes).toEqual([expect.stringMatching(/^1 of 2 segment sizes are estimated/)]);
  });

  it("may hold several films, and documents beside them", async () => {
    await put({ ...HLS, "other/b.mpd": MPD, "ladder.yaml": LADDER, "other/s/1.m4s": "1" });
    expect(await names(".")).toEqual(["film", "ladder", "b"]);
  });

  it("with an MPD and a playlist of what may be the same is refused, naming both", async () => {
    await put({ ...HLS, "film/b.mpd": MPD });
    const { problem } = await inputErrorOf(load("film"));
    expect(problem.where).toBe("film");
    expect(problem.received).toBe("film/b.mpd and film/master.m3u8, which may be of the same video");
    expect(await names("film/b.mpd")).toEqual(["b"]);
  });

  it("with playlists that none names is as many videos", async () => {
    await put({ "a.m3u8": MEDIA, "b.m3u8": MEDIA, "1.ts": "1", "2.ts": "1" });
    expect(await names(".")).toEqual(["a", "b"]);
  });

  it("with segments alone is a video", async () => {
    await put({ "film/1.ts": "11", "film/2.ts": "22" });
    const [{ video, path }] = (await load({ path: "film", segmentSeconds: 2 })) as [
      Awaited<ReturnType<typeof load>>[0],
    ];
    expect([video.name, video.duration, path]).toEqual(["film", 4, join(root, "film")]);
    expect(await names({ path: "film/*.ts", format: "segments", segmentSeconds: 2 })).toEqual(["film"]);
  });

  it("is read as segments, whatever else it holds, where that is said", async () => {
    await put(HLS);
    const [{ video }] = (await load({ path: "film", format: "segments", segmentSeconds: 2 })) as [
      Awaited<ReturnType<typeof load>>[0],
    ];
    expect(video.levels.map(({ name }) => name)).toEqual(["low", "high"]);
    await put({ "text/a.yaml": LADDER, "ts/1.ts": "1", "ts/2.ts": "2" });
    expect((await inputErrorOf(load({ path: "ts", format: "hls" }))).problem.received).toContain("segments");
    expect((await inputErrorOf(load({ path: "text", format: "segments" }))).problem.received).toBe(
      "no media",
    );
  });
});

describe("its hash", () => {
  const hash = async () => (await load("film"))[0]!.sha256;

  it("is of the manifest, of what it names, and of the sizes of what that names", async () => {
    await put(HLS);
    const first = await hash();
    expect(await hash()).toBe(first);
    await put({ "film/low/1.ts": "99" });
    expect(await hash()).toBe(first); // Of segments only the size counts.
    await put({ "film/low/1.ts": "999" });
    const second = await hash();
    await put({ "film/high/a.m3u8": `${MEDIA}\n` });
    expect(new Set([first, second, await hash()]).size).toBe(3);
  });
});

describe("addresses", () => {
  const one = (address: string) => `#EXTM3U\n#EXT-X-BITRATE:8\n#EXTINF:4,\n${address}\n`;
  const size = async () => (await load("film/a.m3u8"))[0]!.video.sizes[0]![0]! / 8;

  it.each([
    ["b%20c.ts?token=1#x", "film/b c.ts"],
    ["../b.ts", "b.ts"],
    ["100%.ts", "film/100%.ts"],
    ["日本.ts", "film/日本.ts"],
  ])("%s leads to %s", async (address, path) => {
    await put({ "film/a.m3u8": one(address), [path]: "1234567" });
    expect(await size()).toBe(7);
  });

  it.each(["https://cdn.example/b.ts", "//cdn.example/b.ts", "data:,b", "b.ts/c", "%00", "."])(
    "%s leads nowhere",
    async (address) => {
      await put({ "film/a.m3u8": one(address), "film/b.ts": "1234567" });
      expect(await size()).toBe(4000);
    },
  );

  it("of playlists that are devices or elsewhere are refused, with the line that names them", async () => {
    for (const address of ["/dev/zero", "https://cdn.example/b.m3u8", "missing.m3u8", "."]) {
      await put({ "film/a.m3u8": `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${address}\n` });
      const { problem } = await inputErrorOf(load("film/a.m3u8"));
      expect([problem.where, problem.received]).toEqual(["film/a.m3u8:2", JSON.stringify(address)]);
    }
  });
});
