import { describe, expect, it } from "vitest";
import { readSegmentFolder } from "../../../src/inputs/videos/segment-folder.js";
import { inputErrorOf } from "../input-error.js";
import { type Beside, linkedTo } from "./linked.js";
import { fragmented, joined, mdat, moof, moov, sidx } from "./mp4/boxes.js";

const read = (files: Beside, segmentSeconds?: number) =>
  readSegmentFolder({
    names: Object.keys(files),
    where: "films/a",
    name: "a",
    linked: linkedTo(
      Object.fromEntries(Object.entries(files).map(([name, file]) => [encodeURI(name), file])),
    ),
    segmentSeconds,
    note: () => {},
  });
const bytes = ({ sizes }: { readonly sizes: readonly Float64Array[] }) =>
  sizes.map((row) => [...row].map((bits) => bits / 8));

/** Segments of the same name but for a number, from 1 on, of so many bytes each. */
const cut = (name: string, ...sizes: readonly number[]) =>
  Object.fromEntries(sizes.map((size, index) => [name.replace("#", String(index + 1)), size]));

it("reads a level from each folder, at its mean bitrate, in segments as long as is said", async () => {
  const video = await read({ ...cut("720p/seg #.ts", 300, 500), ...cut("360p/seg #.ts", 100, 140) }, 4);
  expect(video.levels).toEqual([
    { name: "360p", bitrate: 240 },
    { name: "720p", bitrate: 800 },
  ]);
  expect(bytes(video)).toEqual([
    [100, 300],
    [140, 500],
  ]);
  expect(video).toMatchObject({ segmentDuration: 4, duration: 8, sizesAre: "exact", name: "a" });
});

it("reads levels from what names have in common where folders do not tell", async () => {
  const video = await read({ ...cut("low_#.ts", 1, 2), ...cut("high_#.ts", 3, 4) }, 2);
  expect(video.levels.map(({ name }) => name)).toEqual(["low", "high"]);
});

describe("durations", () => {
  const segment = (ticks: number, size: number) => joined(moof([ticks]), mdat(size));

  it("are those of segments' own indexes", async () => {
    const indexed = (ticks: number) => joined(sidx(1000, [{ bytes: 1, ticks }]), segment(1, 90));
    const video = await read({ "v1.m4s": indexed(4000), "v2.m4s": indexed(2500) });
    expect([...video.durations]).toEqual([4, 2.5]);
  });

  it("are those of samples, by the header that lies beside, which is no segment", async () => {
    const video = await read({
      "init-low.mp4": moov(100),
      ...{ "low-1.m4s": segment(400, 90), "low-2.m4s": segment(250, 90) },
      "init-high.mp4": moov(1000),
      ...{ "high-1.m4s": segment(4000, 200), "high-2.m4s": segment(2500, 200) },
    });
    expect([...video.durations]).toEqual([4, 2.5]);
    expect(video.levels.map(({ name, width }) => [name, width])).toEqual([
      ["low", 640],
      ["high", 640],
    ]);
    expect(video.segmentDuration).toBe(4);
  });

  it("must be said where segments do not", async () => {
    const { problem } = await inputErrorOf(read(cut("s#.ts", 1, 2)));
    expect(problem.where).toBe("films/a/s1.ts");
    expect(problem.hint).toBe('Write { path: "films/a", format: segments, segmentSeconds: 4 }');
    expect((await inputErrorOf(read(cut("s#.ts", 1), 0))).problem.where).toBe("films/a, segmentSeconds");
  });
});

it("reads a file in fragments with its header as a level by itself", async () => {
  const level = (...sizes: readonly number[]) =>
    fragmented({ timescale: 600, seconds: [2, 1], bytes: sizes });
  const video = await read({ "360.mp4": level(400, 200), "720.mp4": level(800, 350) });
  expect(bytes(video)).toEqual([
    [400, 800],
    [200, 350],
  ]);
  expect(video.levels.map(({ name }) => name)).toEqual(["360", "720"]);
});

it("makes sound, by its header or its ending, an audio track", async () => {
  const video = await read({ ...cut("v#.ts", 1000, 1000), ...cut("s#.aac", 10, 12) }, 2);
  expect(video.levels).toHaveLength(1);
  expect(video.audio).toMatchObject([{ name: "s", bitrate: 44, sizesAre: "exact" }]);
  const sound = { "a/init.mp4": moov(48_000, "soun"), "a/1.m4s": joined(moof([96_000]), mdat(50)) };
  expect((await read({ ...sound, "v/1.ts": 400 }, 2)).audio).toMatchObject([{ name: "a" }]);
});

it.each([
  ["an empty segment", { ...cut("s#.ts", 5, 0) }, "films/a/s2.ts"],
  ["a gap", { "s1.ts": 1, "s3.ts": 1 }, "films/a/s3.ts"],
  ["levels of other lengths", { ...cut("a/#.ts", 5, 5), ...cut("b/#.ts", 9) }, "films/a/b/1.ts"],
  ["sound alone", cut("s#.aac", 5), "films/a"],
  ["MP4 in one piece", { "film.mp4": joined(moov(10), mdat(99)) }, "films/a/film.mp4"],
])("refuses %s", async (_, files, where) => {
  expect((await inputErrorOf(read(files, 2))).problem.where).toBe(where);
});
