import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadVideos } from "../../src/inputs/load-videos.js";
import type { VideoSource } from "../../src/inputs/videos/source.js";
import { inputErrorOf } from "./input-error.js";

const FIXTURES = fileURLToPath(new URL("../fixtures/inputs", import.meta.url));
const load = (...sources: readonly VideoSource[]) => loadVideos(sources, { base: FIXTURES, cwd: FIXTURES });
const SIZES = { path: "sizes", bitratesKbps: [2, 8], segmentSeconds: 4 };

it("loads a folder of videos, each in its own format", async () => {
  const loaded = await load("videos");
  expect(loaded.map(({ video, path }) => [video.name, video.duration, video.sizesAre, path])).toEqual([
    ["movie", 6, "exact", join(FIXTURES, "videos/movie.json")],
    ["two", 10, "estimated", join(FIXTURES, "videos/two-levels.yaml")],
  ]);
  for (const { sha256 } of loaded) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
});

it("plays fewer segments where the entry says so, under the entry's name", async () => {
  const [loaded] = await load({ path: "videos/movie.json", segments: 2, name: "short" });
  const { name, duration, sizes } = loaded!.video;
  expect([name, duration, sizes.length, [...sizes[1]!]]).toEqual(["short", 4, 2, [900_000, 3_100_000]]);
});

it("keeps the sizes of the segments that are not played, beyond them", async () => {
  const [whole, short] = await Promise.all([
    load("videos/movie.json"),
    load({ path: "videos/movie.json", segments: 2 }),
  ]);
  expect(short[0]!.video.sizesBeyond).toEqual([whole[0]!.video.sizes[2]]);
  expect(whole[0]!.video.sizesBeyond).toBeUndefined();
});

it("keeps how good the segments look that are played", async () => {
  const folder = await mkdtemp(join(tmpdir(), "abrsim-videos-"));
  try {
    const vmaf = [[10], [20], [30]];
    const ladder = { segmentSeconds: 1, segments: 3, levels: [{ bitrateKbps: 100 }], quality: { vmaf } };
    await writeFile(join(folder, "measured.json"), JSON.stringify(ladder));
    const [loaded] = await loadVideos([{ path: "measured.json", segments: 2 }], {
      base: folder,
      cwd: folder,
    });
    expect(loaded!.video.quality).toEqual({ vmaf: [Float64Array.of(10), Float64Array.of(20)] });
    const other = { ...ladder, quality: { vmaf: [[10], [20], [31]] } };
    await writeFile(join(folder, "measured.json"), JSON.stringify(other));
    const [again] = await loadVideos(["measured.json"], { base: folder, cwd: folder });
    expect(again!.sha256).not.toBe(loaded!.sha256);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it("reads a file in the format that is named", async () => {
  expect((await load({ path: "videos/movie.json", format: "sabre" }))[0]!.video.levels).toHaveLength(2);
  const { problem } = await inputErrorOf(load({ path: "videos/movie.json", format: "sabbre" }));
  expect(problem.hint).toBe('Did you mean "sabre"?');
});

it("accepts an entry that repeats what the file says, and refuses one that says otherwise", async () => {
  await load({ path: "videos/movie.json", bitratesKbps: [500, 1500], segmentSeconds: 2 });
  await inputErrorOf(load({ path: "videos/movie.json", bitratesKbps: [500, 1600] }));
  await inputErrorOf(load({ path: "videos/movie.json", segmentSeconds: 4 }));
});

it.each([4, 0, -1, 1.5, Number.NaN])("refuses to play %j of 3 segments", async (segments) => {
  const { problem } = await inputErrorOf(load({ path: "videos/movie.json", segments }));
  expect(problem.where).toBe("videos/movie.json, segments");
});

describe("what an entry says of levels", () => {
  it("is added to what the file says, whatever its format", async () => {
    const levels = [
      { width: 640, height: 360 },
      { frameRate: 25, codec: "avc1.64001f" },
    ];
    const [tables] = await load({ ...SIZES, levels });
    expect(tables!.video.levels).toEqual([
      { bitrate: 2000, width: 640, height: 360 },
      { bitrate: 8000, frameRate: 25, codec: "avc1.64001f" },
    ]);
    const [cut] = await load({ path: "videos/two-levels.yaml", segments: 1, levels: [{}, { width: 1 }] });
    const [whole] = await load("videos/two-levels.yaml");
    const [low, high] = whole!.video.levels;
    expect(cut!.video.levels).toEqual([low, { ...high, width: 1 }]);
  });

  it("is of every level, or refused", async () => {
    const { problem } = await inputErrorOf(load({ ...SIZES, levels: [{ width: 640 }] }));
    expect(problem).toMatchObject({
      where: "sizes, levels",
      expected: "2 levels, as the video has",
      received: "1",
    });
  });
});

it("refuses two videos of one name, naming both", async () => {
  const { problem } = await inputErrorOf(
    load("videos/movie.json", { path: "videos/two-levels.yaml", name: "movie" }),
  );
  expect(problem.where).toBe("videos/two-levels.yaml");
  expect(problem.received).toBe('"movie", which videos/movie.json has too');
});

it("refuses what is no video, saying what it looks like", async () => {
  const { problem } = await inputErrorOf(load("traces/oboe"));
  expect(problem.received).toBe('lines like "12.0 2000.0"');
});

describe("a folder of size tables", () => {
  it("is a video with its levels in the order of the numbers that end the names", async () => {
    const [{ video, path }] = (await load({ ...SIZES, segments: 2 })) as [
      Awaited<ReturnType<typeof load>>[0],
    ];
    expect(path).toBe(join(FIXTURES, "sizes"));
    expect(video).toMatchObject({ name: "sizes", segmentDuration: 4, duration: 8, sizesAre: "exact" });
    expect(video.levels.map(({ bitrate }) => bitrate)).toEqual([2000, 8000]);
    expect(video.sizes.map((row) => [...row])).toEqual([
      [8000, 32_000],
      [9600, 35_200],
    ]);
  });

  it("is not what another format that is named says, nor an unknown one", async () => {
    expect((await inputErrorOf(load({ ...SIZES, format: "bogus" }))).problem.received).toBe('"bogus"');
    await inputErrorOf(load({ ...SIZES, format: "ladder" }));
  });

  it("may be named by a glob", async () => {
    const [loaded] = await load({ ...SIZES, path: "sizes/level_*" });
    expect(loaded!.video.durations).toHaveLength(3);
  });

  it("has a hash of names and contents", async () => {
    const [[whole], [part]] = await Promise.all([
      load(SIZES),
      load({ ...SIZES, path: "sizes/level_2", bitratesKbps: [2] }),
    ]);
    expect(whole!.sha256).not.toBe(part!.sha256);
  });

  it("needs an entry, and the message says how to write it", async () => {
    const { problem } = await inputErrorOf(load("sizes"));
    expect(problem.where).toBe("sizes");
    expect(problem.hint).toBe("Write { path: FOLDER, bitratesKbps: [300, 750, 1200], segmentSeconds: 4 }");
  });

  it("is refused file and line when a size is none", async () => {
    const root = await mkdtemp(join(tmpdir(), "abrsim-sizes-"));
    try {
      await writeFile(join(root, "level_0"), "100\n200\n");
      await writeFile(join(root, "level_1"), "300\n0\n");
      const entry = { ...SIZES, path: root };
      const { problem } = await inputErrorOf(loadVideos([entry], { base: root, cwd: root }));
      expect(problem.where).toBe("level_1:2");
    } finally {
      await rm(root, { recursive: true });
    }
  });
});
