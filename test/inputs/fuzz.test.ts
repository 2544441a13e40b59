import { expect, it } from "vitest";
import { TRACE_FORMATS } from "../../src/inputs/traces/registry.js";
import { CI_FUZZ } from "./fuzz/ci.js";
import { fuzzConversions } from "./fuzz/conversions.js";
import { fuzz } from "./fuzz/fuzz.js";
import { TRACE_READERS } from "./fuzz/trace-readers.js";

it("reads what its texts are made of, in every format", async () => {
  expect(TRACE_READERS.map(({ name }) => name)).toEqual(TRACE_FORMATS.map(({ name }) => name));
  for (const { seeds } of TRACE_READERS) for (const { text, read } of seeds) await read(text, true);
});

it.each(TRACE_READERS)("reads or refuses whatever has become of $name", async (reader) => {
  const { read, refused } = await fuzz(reader, CI_FUZZ);
  // Else the slips are too few or too many to tell anything.
  expect(Math.min(read, refused)).toBeGreaterThan(20);
});

it("converts all of a file or nothing, whatever has become of it", async () => {
  const { read, refused } = await fuzzConversions({ ...CI_FUZZ, runs: 150 });
  expect(Math.min(read, refused)).toBeGreaterThan(5);
});
