import { expect, it } from "vitest";
import { VIDEO_FORMATS } from "../../src/inputs/videos/registry.js";
import { CI_FUZZ } from "./fuzz/ci.js";
import { fuzz } from "./fuzz/fuzz.js";
import { VIDEO_READERS } from "./fuzz/video-readers.js";

it("reads what its texts are made of, in every format", async () => {
  const names = VIDEO_READERS.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(VIDEO_FORMATS.map(({ name }) => name)));
  for (const { seeds } of VIDEO_READERS) for (const { text, read } of seeds) await read(text, true);
});

it.each(VIDEO_READERS)("reads or refuses whatever has become of $name", async (reader) => {
  const { read, refused } = await fuzz(reader, CI_FUZZ);
  expect(Math.min(read, refused)).toBeGreaterThan(20);
});
