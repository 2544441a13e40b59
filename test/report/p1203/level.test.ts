import { expect, it } from "vitest";
import { p1203Level } from "../../../src/report/p1203/index.js";

const level = { bitrate: 1e6, width: 1280, height: 720, frameRate: 23.976 };

it.each([
  ["avc1.64001f", "h264"],
  ["avc3.64001f", "h264"],
  ["hvc1.2.4.L150.B0", "h265"],
  ["hev1.1.6.L93.B0", "h265"],
  ["vp09.00.10.08", "vp9"],
  ["VP9", "vp9"],
])("knows %s as %s", (codec, known) => {
  expect(p1203Level({ ...level, codec })).toEqual({
    kind: "described",
    assumedCodec: false,
    codec: known,
    resolution: "1280x720",
    fps: 23.976,
  });
});

it("takes a level that does not say its codec for H.264, and says so", () => {
  expect(p1203Level(level)).toMatchObject({ codec: "h264", assumedCodec: true });
});

it("knows no other codec", () => {
  expect(p1203Level({ ...level, codec: "av01.0.08M.08" })).toEqual({
    kind: "foreign codec",
    codec: "av01.0.08M.08",
  });
});

it("names what is missing by the keys of a video's file", () => {
  expect(p1203Level({ bitrate: 1e6, width: 640 })).toEqual({
    kind: "lacking",
    keys: ["height", "frameRate"],
  });
});
