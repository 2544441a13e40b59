import { expect, it } from "vitest";
import { looksLikeSizes, readSizeTables } from "../../../src/inputs/videos/size-tables.js";
import { inputErrorOf } from "../input-error.js";

const table = (stem: string, text: string) => ({ stem, where: `sizes/${stem}`, text });
const TABLES = [table("video_size_1", "300\n400\n"), table("video_size_0", "100\r\n\r\n200")];
const ENTRY = { bitratesKbps: [1, 2], segmentSeconds: 2 };
const read = async (tables = TABLES, entry = ENTRY) => readSizeTables(tables, entry, "sizes", "sizes");

it("reads one level a file, in bytes, in the order of the numbers that end the names", async () => {
  const video = await read();
  expect(video.sizes.map((row) => [...row])).toEqual([
    [800, 2400],
    [1600, 3200],
  ]);
  expect(video).toMatchObject({
    sizesAre: "exact",
    duration: 4,
    levels: [{ bitrate: 1000 }, { bitrate: 2000 }],
  });
});

it("counts numbers in names as numbers, wherever they begin", async () => {
  const tables = [10, 9, 100].map((level) => table(`level${level}`, `${level}\n`));
  const { sizes } = await read(tables, { bitratesKbps: [1, 2, 3], segmentSeconds: 1 });
  expect([...sizes[0]!]).toEqual([72, 80, 800]);
});

it.each([
  ["an entry without bitrates", TABLES, { segmentSeconds: 2 }, "sizes"],
  ["an entry without a duration", TABLES, { bitratesKbps: [1, 2] }, "sizes"],
  ["a duration of 0", TABLES, { ...ENTRY, segmentSeconds: 0 }, "sizes, segmentSeconds"],
  ["a negative bitrate", TABLES, { ...ENTRY, bitratesKbps: [-1, 2] }, "sizes, bitratesKbps[0]"],
  ["bitrates that do not rise", TABLES, { ...ENTRY, bitratesKbps: [2, 2] }, "sizes, bitratesKbps[1]"],
  ["a bitrate too many", TABLES, { ...ENTRY, bitratesKbps: [1, 2, 3] }, "sizes"],
  ["a name without a number", [TABLES[0]!, table("notes", "1\n2\n")], ENTRY, "sizes/notes"],
  ["two names with one number", [TABLES[0]!, table("copy_01", "1\n2\n")], ENTRY, "sizes/copy_01"],
  ["tables of unequal length", [TABLES[0]!, table("video_size_2", "1\n")], ENTRY, "sizes/video_size_2"],
  ["an empty table", [TABLES[0]!, table("video_size_2", " \n")], ENTRY, "sizes/video_size_2"],
  ["a size of 0", [TABLES[0]!, table("video_size_2", "1\n\n0\n")], ENTRY, "sizes/video_size_2:3"],
  ["half a byte", [TABLES[0]!, table("video_size_2", "1.5\n2\n")], ENTRY, "sizes/video_size_2:1"],
  ["words", [TABLES[0]!, table("video_size_2", "1\ntwo\n")], ENTRY, "sizes/video_size_2:2"],
])("refuses %s", async (_, tables, entry, where) => {
  const reading = Promise.resolve().then(() => readSizeTables(tables, entry, "sizes", "sizes"));
  expect((await inputErrorOf(reading)).problem.where).toBe(where);
});

it("knows a column of whole numbers when it sees one", () => {
  expect(looksLikeSizes("\ufeff\n 123\r\n")).toBe(true);
  expect(looksLikeSizes("1.5\n")).toBe(false);
  expect(looksLikeSizes("name: x\n")).toBe(false);
  expect(looksLikeSizes("")).toBe(false);
});
