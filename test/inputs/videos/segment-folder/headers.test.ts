import { expect, it } from "vitest";
import { headerFor } from "../../../../src/inputs/videos/segment-folder/headers.js";

const track = (timescale: number) => ({ id: 1, media: "video", timescale, sampleDuration: 0 }) as const;
const of = (label: string, ...names: readonly string[]) =>
  headerFor(
    label,
    names.map((name, index) => ({ name, track: track(index + 1) })),
  )?.timescale;

it("is the one in the same folder, else above it", () => {
  expect(of("b/seg-#.m4s", "a/init.mp4", "b/init.mp4")).toBe(2);
  expect(of("b/seg-#.m4s", "init.mp4")).toBe(1);
  expect(of("b/seg-#.m4s", "a/init.mp4")).toBeUndefined();
});

it("shares most of its name", () => {
  const inits = ["init-stream0.m4s", "init-stream1.m4s", "init-stream10.m4s"];
  expect(of("chunk-stream1-#.m4s", ...inits)).toBe(2);
  expect(of("chunk-stream10-#.m4s", ...inits)).toBe(3);
  expect(of("segment-4k-hdr-#.m4s", "init-1080p.mp4", "init-4k-hdr.mp4")).toBe(2);
});

it("is nobody's guess where names share nothing, unless all say the same", () => {
  expect(of("seg-#.m4s", "init-a.mp4", "init-b.mp4")).toBeUndefined();
  const same = ["init-a.mp4", "init-b.mp4"].map((name) => ({ name, track: track(600) }));
  expect(headerFor("seg-#.m4s", same)?.timescale).toBe(600);
});
