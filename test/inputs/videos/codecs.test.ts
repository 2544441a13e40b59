import { expect, it } from "vitest";
import { audioCodecOf, codecFamily, videoCodecOf } from "../../../src/inputs/videos/codecs.js";

it.each([
  ["avc1.64001f,mp4a.40.2", "avc1.64001f", "mp4a.40.2"],
  ["ec-3, hvc1.2.4.L150.B0", "hvc1.2.4.L150.B0", "ec-3"],
  ["wvtt,Opus", undefined, "Opus"],
  ["av01.0.04M.08", "av01.0.04M.08", undefined],
  [undefined, undefined, undefined],
])("tells the pictures of %s from its sound", (codecs, video, audio) => {
  expect([videoCodecOf(codecs), audioCodecOf(codecs)]).toEqual([video, audio]);
});

it("puts codecs that differ in where their parameters are kept into one family", () => {
  expect(codecFamily("avc3.4d")).toBe(codecFamily("avc1.64"));
  expect(codecFamily("hev1.1")).not.toBe(codecFamily("avc1.64"));
  expect(codecFamily("xyz9.1")).toBe("xyz9");
});
